import type { StartPlan } from './start-plan.ts'

/** A GitHub workflow: checks on every pull request, without a key; pushes what lands on the default branch. */
export function composeWorkflow({
  adminKeyEnv,
  version,
  branch,
}: Pick<StartPlan, 'adminKeyEnv' | 'version' | 'branch'>): string {
  return `name: Ghost

on:
  push:
    branches: [${/^[\w./-]+$/.test(branch) ? branch : JSON.stringify(branch)}]
  pull_request:

permissions:
  contents: read

# One push at a time, and none is broken off.
concurrency:
  group: ghost-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # Outside of the checkout: npm and npx obey the .npmrc of the folder that they run in, and a branch can bring one.
      - run: npm install --prefix "$RUNNER_TEMP/ghost-sync" --ignore-scripts --no-audit --no-fund ghost-sync@${version}
        working-directory: \${{ runner.temp }}
      - run: $RUNNER_TEMP/ghost-sync/node_modules/.bin/ghost-sync check --report github

  publish:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install --prefix "$RUNNER_TEMP/ghost-sync" --ignore-scripts --no-audit --no-fund ghost-sync@${version}
        working-directory: \${{ runner.temp }}
      - run: $RUNNER_TEMP/ghost-sync/node_modules/.bin/ghost-sync push --yes --report github
        env:
          # Settings → Secrets and variables → Actions → New repository secret
          ${adminKeyEnv}: \${{ secrets.${adminKeyEnv} }}
`
}
