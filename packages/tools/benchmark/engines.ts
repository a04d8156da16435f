import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { prepareStateMachine, type World } from "@sfn-websocket/languages/states-language/state-machine";
import { prepareTemplate } from "@sfn-websocket/languages/velocity/prepare-template";
import type { Peers } from "./peers";
import { PATTERN_TEMPLATE } from "./served";

/** Something that is computed again and again in this process. */
export type Compute = () => unknown;

/** In which no time passes. */
const WORLD: World = {
  now: () => 0,
  wait: () => new Promise(() => undefined),
  random: () => 0.5,
  uuid: () => "8f7f3d3c-9a76-4e0f-8d1b-1f6c1f6a5a10",
  runTask: () => Promise.reject(new Error("no task is run here")),
};
const CONTEXT = {
  Execution: { Id: "run", Name: "run", RoleArn: "role", StartTime: "2026-01-01T00:00:00.000Z" },
  StateMachine: { Id: "machine", Name: "machine" },
};

/** Five Choice and five Pass states, each with a rule or a result of its own. */
export const TEN_STATES: JsonObject = {
  StartAt: "Choose0",
  States: Object.fromEntries(
    Array.from({ length: 5 }, (_, index): [string, JsonObject][] => [
      [
        `Choose${index}`,
        {
          Type: "Choice",
          Choices: [{ Variable: "$.n", NumericGreaterThan: index, Next: `Pass${index}` }],
          Default: `Pass${index}`,
        },
      ],
      [
        `Pass${index}`,
        {
          Type: "Pass",
          Result: index,
          ResultPath: `$.r${index}`,
          ...(index < 4 ? { Next: `Choose${index + 1}` } : { End: true }),
        },
      ],
    ]).flat(),
  ),
};

/** The same ten states in JSONata. */
export const TEN_STATES_JSONATA: JsonObject = {
  QueryLanguage: "JSONata",
  StartAt: "Choose0",
  States: Object.fromEntries(
    Array.from({ length: 5 }, (_, index): [string, JsonObject][] => [
      [
        `Choose${index}`,
        {
          Type: "Choice",
          Choices: [{ Condition: `{% $states.input.n > ${index} %}`, Next: `Pass${index}` }],
          Default: `Pass${index}`,
        },
      ],
      [
        `Pass${index}`,
        {
          Type: "Pass",
          Output: `{% $merge([$states.input, {"r${index}": ${index}}]) %}`,
          ...(index < 4 ? { Next: `Choose${index + 1}` } : { End: true }),
        },
      ],
    ]).flat(),
  ),
};

/** A Map of 100 items with a Pass state each. */
export const HUNDRED_ITEMS: JsonObject = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "One",
        States: { One: { Type: "Pass", End: true } },
      },
      End: true,
    },
  },
};

export const INPUT: Json = { n: 3, items: Array.from({ length: 100 }, (_, index) => index) };

/** Runs the definition here; rejects where it does not succeed. */
export function runHere(definition: JsonObject): Compute {
  const machine = prepareStateMachine(definition);
  return async () => {
    const outcome = await machine.execute({ input: INPUT, context: CONTEXT, world: WORLD });
    if (outcome.status !== "SUCCEEDED")
      throw new Error(`benchmark: the workflow failed, got '${JSON.stringify(outcome)}'`);
  };
}

/** Runs the definition in the npm package `aws-local-stepfunctions`. */
export function runInPeer(definition: JsonObject, peers: Peers): Compute {
  const { StateMachine } = peers.load("aws-local-stepfunctions") as {
    StateMachine: new (definition: JsonObject) => { run(input: Json): { result: Promise<unknown> } };
  };
  const machine = new StateMachine(definition);
  return () => machine.run(INPUT).result;
}

const BODY = JSON.stringify({ action: "greet", name: 'O\'Brien "x" é', items: [1, 2, 3] });

/** Renders the pattern's request template here. */
export function renderHere(): Compute {
  const template = prepareTemplate(PATTERN_TEMPLATE);
  const input = { body: BODY, context: {}, stageVariables: {}, params: {} };
  return () => template.render(input);
}

/** Renders it in the npm package `velocityjs`, which is handed what API Gateway adds to Velocity. */
export function renderInPeer(peers: Peers): Compute {
  const { Compile, parse } = peers.load("velocityjs") as {
    parse: (text: string) => object;
    Compile: new (tree: object) => { render(context: object): string };
  };
  const tree = new Compile(parse(PATTERN_TEMPLATE));
  const escapeJavaScript = (text: string) => text.replace(/["'\\/]/g, "\\$&");
  return () => tree.render({ input: { body: BODY }, util: { escapeJavaScript } });
}
