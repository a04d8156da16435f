import type { Usage } from "@sfn-websocket/run/usage";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { WebSocket } from "ws";

/*
 * Compares what a message costs the local runtime with what it costs a server that only echoes: CPU time of the server
 * process, user and system, from Linux's /proc. Both run in turn, several rounds, and the best of each counts.
 */
const CONNECTIONS = 100;
const MESSAGES_EACH = 300;
const ROUNDS = 5;
const MESSAGE = JSON.stringify({ action: "greet", first_name: "Jane", last_name: "Doe" });
const TICKS_PER_SECOND = 100;

const ECHO = `
const { WebSocketServer } = require("ws");
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data) => socket.send(data, { binary: false })));
server.on("listening", () => console.log("ws://127.0.0.1:" + server.address().port));
`;

const ARN = "${aws_sfn_state_machine.greet.arn}";
const API_ID = "${aws_apigatewayv2_api.main.id}";
const TEMPLATE = `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{ "input": "$sfn_input", "stateMachineArn": "${ARN}" }`;

function trust(service: string): string {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } };
  return JSON.stringify({ Version: "2012-10-17", Statement: statement });
}

/** The pattern with a workflow of one Pass state: all that is measured is the runtime's own work. */
const CONFIGURATION = {
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_iam_role: {
      gateway: { name: "gateway", assume_role_policy: trust("apigateway.amazonaws.com") },
      workflow: { name: "workflow", assume_role_policy: trust("states.amazonaws.com") },
    },
    aws_iam_role_policy: {
      gateway: {
        role: "${aws_iam_role.gateway.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "states:StartSyncExecution", Resource: "*" },
        }),
      },
    },
    aws_sfn_state_machine: {
      greet: {
        name: "greet",
        type: "EXPRESS",
        role_arn: "${aws_iam_role.workflow.arn}",
        definition: JSON.stringify({ StartAt: "Greet", States: { Greet: { Type: "Pass", End: true } } }),
      },
    },
    aws_apigatewayv2_api: {
      main: { name: "benchmark", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
    },
    aws_apigatewayv2_integration: {
      greet: {
        api_id: API_ID,
        integration_type: "AWS",
        integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
        credentials_arn: "${aws_iam_role.gateway.arn}",
        request_templates: { $default: TEMPLATE },
      },
    },
    aws_apigatewayv2_integration_response: {
      greet: {
        api_id: API_ID,
        integration_id: "${aws_apigatewayv2_integration.greet.id}",
        integration_response_key: "$default",
      },
    },
    aws_apigatewayv2_route: {
      greet: {
        api_id: API_ID,
        route_key: "$default",
        target: "integrations/${aws_apigatewayv2_integration.greet.id}",
      },
    },
    aws_apigatewayv2_route_response: {
      greet: { api_id: API_ID, route_id: "${aws_apigatewayv2_route.greet.id}", route_response_key: "$default" },
    },
    aws_apigatewayv2_deployment: { main: { api_id: API_ID } },
    aws_apigatewayv2_stage: {
      main: { api_id: API_ID, name: "api", deployment_id: "${aws_apigatewayv2_deployment.main.id}" },
    },
  },
};

interface Subject {
  readonly name: string;
  readonly process: ChildProcess;
  readonly url: string;
}

const USAGE: Usage = {
  ways: ["npm run benchmark"],
  about: [
    "Compares what a message costs the local runtime with what it costs a server that only echoes, by the CPU time of the two servers, in one run. Needs Linux. Takes about a minute.",
  ],
  options: {},
};

void runCommand({ name: "npm run benchmark", usage: USAGE, readOptions, run: main });

function readOptions(argv: readonly string[]): object | undefined {
  const { values } = parseArgs({ args: [...argv], options: { help: { type: "boolean" } } });
  return values.help ? undefined : {};
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "benchmark-"));
  const file = join(folder, "main.tf.json");
  writeFileSync(file, JSON.stringify(CONFIGURATION));
  const subjects = [
    await start("ws echo", ["-e", ECHO]),
    await start("local runtime", ["packages/run", "packages/local/command-line/index.ts", "--port", "0", file]),
  ];
  try {
    const [floor = NaN, runtime = NaN] = await measure(subjects);
    for (const [index, cost] of [floor, runtime].entries())
      console.log(`${subjects[index]?.name.padEnd(14)} ${cost.toFixed(1)} µs of server CPU a message`);
    console.log(
      `ratio          ${(runtime / floor).toFixed(2)} (${CONNECTIONS} connections, best of ${ROUNDS} rounds)`,
    );
    return STATUS.done;
  } finally {
    for (const subject of subjects) subject.process.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Resolves when the process has printed its address. */
function start(name: string, argv: readonly string[]): Promise<Subject> {
  const child = spawn(process.execPath, argv, { stdio: "pipe" });
  return new Promise((resolve, reject) => {
    let printed = "";
    // Its lines about messages are part of what is measured, and are read as a terminal would; only an error is of interest.
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told = `${told}${chunk}`.slice(-2_000)));
    child.stdout.on("data", (chunk: Buffer) => {
      const [url] = /ws:\/\/[\w.:/-]+/.exec((printed += chunk)) ?? [];
      if (url) resolve({ name, process: child, url });
    });
    child.on("exit", (status) => reject(new Error(`${name}: ended with status ${status}, got '${printed}${told}'`)));
  });
}

/** Returns each subject's best cost of a message, in microseconds; the first round only warms up. */
async function measure(subjects: readonly Subject[]): Promise<readonly number[]> {
  const best = subjects.map(() => Infinity);
  for (let round = 0; round <= ROUNDS; round++)
    for (const [index, subject] of subjects.entries()) {
      const cost = await measureRound(subject);
      if (round > 0) best[index] = Math.min(best[index] ?? Infinity, cost);
    }
  return best;
}

async function measureRound({ process: { pid }, url }: Subject): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(url)));
  const before = cpuSeconds(pid);
  await Promise.all(sockets.map(askInTurn));
  const seconds = cpuSeconds(pid) - before;
  for (const socket of sockets) socket.terminate();
  return (seconds * 1e6) / (CONNECTIONS * MESSAGES_EACH);
}

function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** Sends each message when the one before is answered. */
function askInTurn(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 1;
    socket.on("message", () => (asked++ < MESSAGES_EACH ? socket.send(MESSAGE) : resolve()));
    socket.on("close", () => reject(new Error("the server closed the socket")));
    socket.send(MESSAGE);
  });
}

/** Returns the CPU time that a process has used, all its threads. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
