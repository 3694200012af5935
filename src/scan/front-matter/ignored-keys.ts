/**
 * Keys of other tools and their usual themes that say nothing which Ghost could keep: how a page is laid out, listed, searched or built. A repository has
 * them in every file, so a warning for each would hide the others. What keeps readers out (`password`) is not among them.
 */
export const IGNORED_KEYS: Readonly<Record<string, string>> = {
  'Several tools':
    'layout, weight, order, toc, aliases, redirect_from, redirect_to, redirect, lastmod, last_modified_at, last_updated, updated, updated_at, updatedDate, modified, modified_at, mtime, created_at, id, uuid, guid, math, katex, mathjax, mermaid, comments, comment, series, series_order, lang, language, locale, ref, hidden, robots, sitemap, noindex, parent, sidebar, readingTime, reading_time, read_time, word_count, share, related, license, copyright, location, template, pinned, pin, sticky, kind, path, source, css, js, todo, version, search, draft_reason, cSpell:ignore, spellcheck, icon, emoji, params, extra',
  Hugo: 'expiryDate, markup, linkTitle, menu, menus, cascade, resources, outputs, build, _build, headless, isCJKLanguage, slides, videos, audio, translationKey, section, archive, default_lang_commit, drifted_from_default, disqus, disqus_identifier, disqus_title, disqus_url, disqusIdentifier',
  'Themes of Hugo':
    'hideSummary, hidemeta, ShowToc, TocOpen, ShowReadingTime, ShowBreadCrumbs, ShowPostNavLinks, ShowCodeCopyButtons, ShowRssButtonInSectionTermList, UseHugoToc, disableHLJS, disableShare, searchHidden, editPost, cover_relative, no_list, simple_list, toc_hide, hide_feedback, exclude_search, body_class, manualLink, manualLinkTarget, manualLinkTitle, manualLinkRelref, github_repo, github_subdir, github_branch, github_project_repo, path_base_for_github_subdir, showDate, showAuthor, showTableOfContents, showComments, showSummary, showHero, heroStyle, showEdit, showTaxonomies, showWordCount, showPagination, groupByYear, invertPagination, seriesOpened, lightgallery, fontawesome, linkToMarkdown, rssFullText, hiddenFromHomePage, hiddenFromSearch, twemoji, enableToc, autoCollapseToc, postMetaInFooter, hiddenInHomeList, nopaging, nodate, nocomment, reward, mathJaxEnableSingleDollar, sequenceDiagrams, flowchartDiagrams, bookComments, bookToc, bookHidden, bookFlatSection, bookCollapseSection',
  Jekyll:
    'classes, toc_sticky, toc_label, toc_icon, author_profile, collection, pagination, paginate, nav_order, has_children, has_toc, nav_exclude, grand_parent, override, templateEngineOverride, hidden_from_feed, excerpt_separator, render_with_liquid, media_subpath, show_date, entries_layout, breadcrumbs, ads, support, comments_locked, giscus_comments, related_posts, full-width, ext-js, ext-css, share-title, share-description, last-updated, sitemap_exclude',
  Eleventy: 'eleventyNavigation, eleventyExcludeFromCollections, eleventyComputed, eleventyImport, dynamicPermalink',
  'Obsidian and Quartz':
    'cssclass, cssclasses, publish, up, zettel, mobile, kanban-plugin, excalidraw-plugin, obsidianUIMode, obsidianEditingMode, banner_x, banner_y, banner_icon, socialDescription, comments_enabled, dg-publish, dg-home, dg-pinned, dg-hide, dg-show-backlinks, dg-show-toc',
  Docusaurus:
    'sidebar_position, sidebar_label, sidebar_class_name, sidebar_custom_props, displayed_sidebar, hide_title, hide_table_of_contents, hide_reading_time, toc_min_heading_level, toc_max_heading_level, custom_edit_url, pagination_label, pagination_next, pagination_prev, last_update, parse_number_prefixes, original_id, authorTitle, authorURL, authorImageURL, authorTwitter, authorFBID, author_title, author_url, author_image_url',
  'Astro and Gatsby': 'templateKey, modDatetime, hideEditPost, postSlug, project, featuredpost',
  Zola: 'in_search_index, insert_anchor_links, paginate_by, paginate_path, sort_by, page_template, transparent, generate_feed, generate_feeds, render',
  'VuePress and VitePress':
    'prev, next, navbar, editLink, lastUpdated, contributors, outline, pageClass, aside, article, star, shortTitle, isOriginal, timeline, breadcrumb',
  Hexo: 'abbrlink, top, top_img, highlight_shrink, aplayer, mathjax2, toc_number, toc_style_simple, copyright_author, copyright_url',
  'Quarto and R Markdown':
    'output, format, bibliography, csl, link-citations, knit, editor, execute, jupyter, engine, code-fold, code-tools, number-sections, always_allow_html, citation, appendix, rmd_hash, nocite',
  'Zenn, Qiita, Hashnode':
    'publication_name, organization_url_name, slide, cuid, domain, hideFromCommunity, hideFromHashnodeCommunity, isTableOfContents',
}
