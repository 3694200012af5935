export const SPACES = 'style="white-space: pre-wrap;"'

/** Left: what we send. Right: what Ghost Admin 5.130.6 stored when the post was saved there with another title. */
export const SAVED: readonly (readonly [string, string])[] = [
  ['a', `<p><span ${SPACES}>a</span></p>`],
  [
    'a <s>s</s> <u>u</u> <sub>1</sub> <sup>2</sup> z',
    `<p><span ${SPACES}>a </span><s><span class="line-through" ${SPACES}>s</span></s> <u><span class="underline" ${SPACES}>u</span></u> ` +
      `<sub ${SPACES}><span>1</span></sub> <sup ${SPACES}><span>2</span></sup><span ${SPACES}> z</span></p>`,
  ],
  [
    '<strong><em>bi</em></strong> <em><code>ic</code></em> <s><u>su</u></s>',
    `<i><b><strong class="italic" ${SPACES}>bi</strong></b></i> <i><code spellcheck="false" ${SPACES}><em class="italic">ic</em></code></i> ` +
      `<u><s><span class="line-through underline" ${SPACES}>su</span></s></u>`,
  ],
  [
    '<a href="https://example.com/" title="T"><strong>b</strong> c</a>',
    `<a href="https://example.com/" title="T"><b><strong ${SPACES}>b</strong></b><span ${SPACES}> c</span></a>`,
  ],
  [
    'a  b\nc\td&nbsp;e <br> f  <br>g',
    `<p><span ${SPACES}>a b c d&nbsp;e</span><br><span ${SPACES}>f</span><br><span ${SPACES}>g</span></p>`,
  ],
  ['"q" &nbsp;&lt;', `<span ${SPACES}>"q" &lt;</span>`],
  [
    '<code>a  b</code> <code> lead</code>x',
    `<code spellcheck="false" ${SPACES}><span>a b</span></code> <code spellcheck="false" ${SPACES}><span>lead</span></code><span ${SPACES}>x</span>`,
  ],
  ['a TK b', `<span ${SPACES}>a </span><span class="" data-kg-tk="true" ${SPACES}>TK</span><span ${SPACES}> b</span>`],
  ['<strong>a</strong><strong>b</strong>', `<p><b><strong ${SPACES}>ab</strong></b></p>`],
  [
    '<p>A <strong>b</strong></p>\n<p>B</p>',
    `<p><span ${SPACES}>A </span><b><strong ${SPACES}>b</strong></b></p><p><span ${SPACES}>B</span></p>`,
  ],
  [
    '<p>x</p>\n<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>n</li>\n</ol>\n</li>\n</ul>\n<p>y</p>',
    `<p><span ${SPACES}>x</span></p><ul><li value="1"><span ${SPACES}>a</span></li><li value="2"><span ${SPACES}>b</span></li>` +
      `<li value="3" class="!list-none"><ol><li value="1"><span ${SPACES}>n</span></li></ol></li></ul><p><span ${SPACES}>y</span></p>`,
  ],
  ['<ol start="3"><li>a</li></ol>', `<ol start="3"><li value="3"><span ${SPACES}>a</span></li></ol>`],
  ['<ul><li><p>loose</p></li></ul>', `<ul><li value="1"><span ${SPACES}>loose</span></li></ul>`],
  ['שלום', `<p><span ${SPACES}>שלום</span></p>`],
]
