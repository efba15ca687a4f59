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
  /** Keys of the workflow that the service knows and the other does not; permissions come last. */
  extra: string;
  /** Keys of `permissions` and variables that it takes to talk to the service as a forge. */
  access: { permissions: string; env: string };
  /** Shell that puts the pushed branch up for review. */
  review: string;
}

const variable = (name: string, value: string): string => `      ${name}: \${{ ${value} }}\n`;

const github: Service = {
  engine: "github",
  file: ".github/workflows/strategy.yml",
  runner: "ubuntu-latest",
  actions: "actions",
  extra: `concurrency:
  group: strategy
  cancel-in-progress: false
permissions:
  contents: write
  pull-requests: write
`,
  access: { permissions: "  issues: write\n", env: variable("GITHUB_TOKEN", "github.token") },
  // `strategy commit` may have opened it.
  review: 'gh pr view "$branch" > /dev/null 2>&1 || gh pr create --fill --head "$branch"',
};

const forgejo: Service = {
  engine: "forgejo",
  file: ".forgejo/workflows/strategy.yml",
  runner: "docker",
  actions: "https://code.forgejo.org/actions",
  extra: "",
  access: {
    permissions: "",
    env: variable("FORGEJO_TOKEN", "github.token") + variable("FORGEJO_URL", "github.server_url"),
  },
  review: 'echo "pushed $branch: open a pull request"',
};

/** For GitHub Actions. */
export const githubWorkflow = (wanted: Wanted): Piece[] => [workflow(github, wanted)];

/** For Forgejo Actions; Gitea reads the same file in `.gitea/workflows/`. */
export const forgejoWorkflow = (wanted: Wanted): Piece[] => [workflow(forgejo, wanted)];

function workflow(
  { engine, file, runner, actions, extra, access, review }: Service,
  { cadence, at, program, agent, forge }: Wanted,
): Piece {
  const { permissions, env } = engine === forge ? access : { permissions: "", env: "" };
  const script = (lines: readonly string[]): string =>
    lines.map((line) => `          ${workflowScript(line)}\n`).join("");
  const text = `# Looks for an occasion to plan, and plans. The secrets that the agent needs are set in the service.
name: strategy
on:
  schedule:
    - cron: ${yamlString(cronFields(cadence, at))}
  workflow_dispatch: {}
${extra}${permissions}jobs:
  strategy:
    runs-on: ${runner}
    timeout-minutes: 60
${env === "" ? "" : `    env:\n${env}`}    steps:
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
