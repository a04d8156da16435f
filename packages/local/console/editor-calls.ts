import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { listStateMachines } from "../account/list-served";
import type { StateMachine } from "../stepfunctions/resources";
import type { CheckRequest, RunRequest, SaveRequest } from "./editor-api";
import type { ApiCall } from "./api-call";
import { json } from "./answer-json";
import type { ConsoleWorld } from "./console-world";
import { ConsoleProblem } from "./console-problem";
import type { Edited } from "./fill-definition";

import { readObject, readRequest, type RequestMembers } from "./read-request";

const CHECK: RequestMembers<CheckRequest> = {
  definition: { kind: "text", isRequired: true },
  type: { kind: "text", values: ["EXPRESS", "STANDARD"] },
  stateMachineArn: { kind: "text" },
};
const RUN: RequestMembers<RunRequest> = {
  ...CHECK,
  input: { kind: "text", isRequired: true },
  mocks: { kind: "object" },
  speed: { kind: "number", from: 1, to: 1_000 },
};
const SAVE: RequestMembers<SaveRequest> = {
  file: { kind: "text", isRequired: true },
  before: { kind: "text", isRequired: true },
  text: { kind: "text", isRequired: true },
};

const loadFill = () => require("./fill-definition") as typeof import("./fill-definition");

/** The calls of the Workflows and Permissions views. */
export const EDITOR_CALLS: Readonly<Record<string, ApiCall>> = {
  check: {
    method: "POST",
    async run(world, { body }) {
      const request = readRequest("check", body, CHECK);
      const { checkDefinition } = require("./check-definition") as typeof import("./check-definition");
      const edited = readEdited(world, request);
      return json(await checkDefinition(edited, request.type ?? edited.machine?.type ?? "EXPRESS"));
    },
  },
  run: {
    method: "POST",
    async run(world, { body, signal }) {
      const request = readRequest("run", body, RUN);
      const { runDefinition } = require("./run-definition") as typeof import("./run-definition");
      return json(await runDefinition({ aws: world.aws(), edited: readEdited(world, request), request, signal }));
    },
  },
  "test-state": {
    method: "POST",
    async run({ aws }, { body, signal }) {
      const { testState } = require("./test-state") as typeof import("./test-state");
      return json(await testState(aws(), readObject("test-state", body), signal));
    },
  },
  file: {
    method: "GET",
    run: (world, { query }) => json(openFiles(world).read(query.get("file") ?? "")),
  },
  save: {
    method: "POST",
    run: (world, { body }) => json(openFiles(world).save(readRequest("save", body, SAVE))),
  },
  denials: {
    method: "GET",
    async run({ aws }) {
      const { listDenials } = require("./list-denials") as typeof import("./list-denials");
      return json(await runInTurns(listDenials(aws())));
    },
  },
  permissions: {
    method: "GET",
    run({ aws }) {
      const { listPermissions } = require("./list-permissions") as typeof import("./list-permissions");
      return json(listPermissions(aws()));
    },
  },
};

/** What is edited: its text, the served machine, and the text of the file that the machine was made of. */
function readEdited(
  world: ConsoleWorld,
  { definition, stateMachineArn }: Pick<CheckRequest, "definition" | "stateMachineArn">,
): Edited {
  const machine = stateMachineArn === undefined ? undefined : loadFill().requireMachine(world.aws(), stateMachineArn);
  return { text: definition, machine, source: machine && findSource(world, machine) };
}

function findSource(world: ConsoleWorld, { stateMachineArn }: StateMachine): string | undefined {
  return world.project === undefined ? undefined : openFiles(world).findSource(stateMachineArn);
}

/** The project's files, of which those are told that the served machines were made of. */
function openFiles({ project, aws }: ConsoleWorld) {
  if (project === undefined)
    throw new ConsoleProblem(
      404,
      "file: no project's files are served, got none; start the server in the project's directory, and without --host",
    );
  const { openProjectFiles } = require("./project-files") as typeof import("./project-files");
  const files = openProjectFiles(project);
  files.findWorkflows(listStateMachines(aws()));
  return files;
}
