/** The program of Codex 0.169; CI installs it into a temporary folder and says here where. */
export const codex = process.env.PLAN_INIT_TEST_CODEX ?? "";

if (codex === "") {
  console.warn("Skipped: the tests with Codex, because PLAN_INIT_TEST_CODEX names no program of it");
}

/** Codex's `config.toml`: the service is the loopback's, and a failure is told at once. */
export const codexConfig = (url: string): string => `model_provider = "loopback"
[model_providers.loopback]
name = "loopback"
base_url = "${url}"
env_key = "LOOPBACK_KEY"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
`;
