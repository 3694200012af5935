import type { StartPlan } from './start-plan.ts'

/** A GitHub workflow: checks on every pull request, without a key; pushes what lands on the main branch. */
export function composeWorkflow({ adminKeyEnv, version }: Pick<StartPlan, 'adminKeyEnv' | 'version'>): string {
  return `name: Ghost

on:
  push:
    branches: [main]
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
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes ghost-sync@${version} check --report github

  publish:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes ghost-sync@${version} push --yes --report github
        env:
          # Settings → Secrets and variables → Actions → New repository secret
          ${adminKeyEnv}: \${{ secrets.${adminKeyEnv} }}
`
}
