import { App } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "./stacks/apigw-websocket-api-sfn-sync";
import { readContext } from "./stacks/read-context";
import { readSettings } from "./stacks/read-settings";
import { listProblems } from "./stacks/synthesis-error";

/** Synthesizes every stack to the output directory. */
function synthesize(): void {
  const context = readContext(__dirname, process.env["CDKTF_CONTEXT_JSON"]);
  const settings = readSettings({ context, environment: process.env });
  const app = new App({ context });

  new ApigwWebsocketApiSfnSync(app, "apigw-websocket-api-sfn-sync", {
    ...settings,
    root: __dirname,
    routes: {
      $default: { workflow: "workflows/wait.asl.json" },
    },
  });

  app.synth();
}

try {
  synthesize();
} catch (error) {
  const problems = listProblems(error);
  if (problems === undefined) throw error;
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exitCode = 1;
}
