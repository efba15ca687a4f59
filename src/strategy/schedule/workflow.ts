import { cronFields } from "./cadence.ts";
import type { Engine, Piece, Wanted } from "./index.ts";
import { workflowScript, yamlString } from "./quote.ts";

/** What differs between the services. */
interface Service {
  engine: Engine;
  file: string;
  runner: string;
  /** Before the name of an action of the service's own. */
  actions: string;
  /** Keys of the workflow that the service knows and the other does not. */
  extra: string;
  /** Shell that puts the pushed branch up for review. */
  review: string;
}

const github: Service = {
  engine: "github",
  file: ".github/workflows/strategy.yml",
  runner: "ubuntu-latest",
  actions: "actions",
  extra: `permissions:
  contents: write
  pull-requests: write
concurrency:
  group: strategy
  cancel-in-progress: false
`,
  review: 'gh pr create --fill --head "$branch"',
};

const forgejo: Service = {
  engine: "forgejo",
  file: ".forgejo/workflows/strategy.yml",
  runner: "docker",
  actions: "https://code.forgejo.org/actions",
  extra: "",
  review: 'echo "pushed $branch: open a pull request"',
};

/** For GitHub Actions. */
export const githubWorkflow = (wanted: Wanted): Piece[] => [workflow(github, wanted)];

/** For Forgejo Actions; Gitea reads the same file in `.gitea/workflows/`. */
export const forgejoWorkflow = (wanted: Wanted): Piece[] => [workflow(forgejo, wanted)];

function workflow(
  { engine, file, runner, actions, extra, review }: Service,
  { cadence, at, program, agent }: Wanted,
): Piece {
  const script = (lines: readonly string[]): string =>
    lines.map((line) => `          ${workflowScript(line)}\n`).join("");
  const text = `# Looks for an occasion to plan, and plans. The secrets that the agent needs are set in the service.
name: strategy
on:
  schedule:
    - cron: ${yamlString(cronFields(cadence, at))}
  workflow_dispatch: {}
${extra}jobs:
  strategy:
    runs-on: ${runner}
    timeout-minutes: 60
    steps:
      - uses: ${actions}/checkout@v4
        with:
          fetch-depth: 0
      - uses: ${actions}/setup-node@v4
        with:
          node-version: 22
      - id: start
        shell: bash
        run: |
${script([
  "set +e",
  `${program} strategy start`,
  "code=$?",
  'echo "code=$code" >> "$GITHUB_OUTPUT"',
  "# 3 and 4: there is no occasion, and the words above say why.",
  "case $code in 0 | 3 | 4) exit 0 ;; *) exit $code ;; esac",
])}      - if: steps.start.outputs.code == '0'
        shell: bash
        env:
          ANTHROPIC_API_KEY: \${{ secrets.ANTHROPIC_API_KEY }}
          GH_TOKEN: \${{ github.token }}
        run: |
${script([
  "set -eo pipefail",
  'git config user.name "plan-init"',
  'git config user.email "plan-init@users.noreply.invalid"',
  `${program} prompt strategy | ${agent}`,
  "branch=$(git for-each-ref --sort=-committerdate --count=1 --format='%(refname:short)' 'refs/heads/chore/planner-*')",
  'if [ -z "$branch" ]; then exit 0; fi',
  'git push origin "$branch"',
  review,
])}`;
  const how = `commit it as \`${file}\`; the agent's key is a secret of the repository`;
  return { engine, place: file, text, how };
}
