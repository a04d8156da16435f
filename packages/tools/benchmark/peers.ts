import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Program } from "./servers";

/** Tools of others that do a part of what is done here, installed where Git does not look. */
export interface Peers {
  /** A package's exports. */
  load(name: string): unknown;
  /** serverless-offline with a WebSocket API whose `$default` route is a Lambda function that answers. */
  readonly serverlessOffline: Program;
}

/** Name and version of each. */
const PACKAGES = {
  "aws-local-stepfunctions": "3.0.0",
  serverless: "3.40.0",
  "serverless-offline": "13.10.1",
  velocityjs: "2.1.7",
};

const SERVERLESS = `service: peer
frameworkVersion: "3"
provider: { name: aws, runtime: nodejs20.x, websocketsApiRouteSelectionExpression: $request.body.action }
plugins: [serverless-offline]
custom: { serverless-offline: { host: 127.0.0.1, httpPort: 43001, websocketPort: 43002, lambdaPort: 43003 } }
functions:
  answer:
    handler: answer.handler
    events:
      - websocket: $connect
      - websocket: { route: $default, routeResponseSelectionExpression: $default }
`;
const HANDLER = `exports.handler = async ({ body }) => ({ statusCode: 200, body });\n`;

/**
 * Installs the peers below `node_modules/.cache` where they are not there yet.
 *
 * @throws Error where npm cannot install them
 */
export function installPeers(project: string): Peers {
  const folder = join(project, "node_modules", ".cache", "sfn-websocket", "peers");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
  writeFileSync(join(folder, "serverless.yml"), SERVERLESS);
  writeFileSync(join(folder, "answer.js"), HANDLER);
  if (!existsSync(join(folder, "node_modules", "serverless-offline"))) install(folder);
  return {
    load: createRequire(join(folder, "package.json")),
    serverlessOffline: {
      command: process.execPath,
      argv: ["node_modules/serverless/bin/serverless.js", "offline", "start", "--noPrependStageInUrl"],
      cwd: folder,
      pinned: true,
    },
  };
}

function install(folder: string): void {
  const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`--peers: npm cannot install them, got '${stderr.trim()}'; go without --peers`);
}
