import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import { SERVED } from "../benchmark/served";
import { type Server, stopServers } from "../benchmark/servers";
import { startInspected } from "../checks/runtime";
import type { Inspector } from "./inspector";

/** The runtime as users start it, with a file that can be changed. */
export interface ServedProgram {
  readonly server: Server;
  readonly inspector: Inspector;
  /** Serves another version, whose answers hold its number. */
  readonly change: (version: number) => void;
  readonly stop: () => Promise<void>;
}

/** Starts the runtime with a workflow that gives back its input, and with one that waits a moment first. */
export async function startProgram(): Promise<ServedProgram> {
  const folder = makeTemporaryFolder("soak");
  const file = join(folder, "main.tf.json");
  const change = (version: number) => {
    // At once, as editors do: half a file is another check's.
    writeFileSync(`${file}.new`, JSON.stringify(describeServed(version)));
    renameSync(`${file}.new`, file);
  };
  change(0);
  return {
    ...(await startInspected(["--port", "0", "--quiet", file])),
    change,
    async stop() {
      await stopServers();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is served: a message with `"wait"` as its action takes a second. */
export function describeServed(version: number): object {
  const { resource } = SERVED;
  const states = (wait: object) => ({
    StartAt: "Wait",
    States: { Wait: wait, Answer: { Type: "Pass", Result: version, ResultPath: "$.version", End: true } },
  });
  const machine = (name: string, wait: object) => ({
    ...resource.aws_sfn_state_machine.greet,
    name,
    definition: JSON.stringify(states({ ...wait, Next: "Answer" })),
  });
  const { greet } = resource.aws_apigatewayv2_integration;
  const rename = (value: object) => JSON.parse(JSON.stringify(value).replaceAll(".greet.", ".wait.")) as object;
  return {
    ...SERVED,
    resource: {
      ...resource,
      aws_sfn_state_machine: {
        greet: machine("greet", { Type: "Pass" }),
        wait: machine("wait", { Type: "Wait", Seconds: 1 }),
      },
      aws_apigatewayv2_integration: { greet, wait: rename(greet) },
      aws_apigatewayv2_integration_response: twice(resource.aws_apigatewayv2_integration_response.greet, rename),
      aws_apigatewayv2_route: {
        greet: resource.aws_apigatewayv2_route.greet,
        wait: { ...rename(resource.aws_apigatewayv2_route.greet), route_key: "wait" },
      },
      aws_apigatewayv2_route_response: twice(resource.aws_apigatewayv2_route_response.greet, rename),
    },
  };
}

const twice = (greet: object, rename: (value: object) => object) => ({ greet, wait: rename(greet) });
