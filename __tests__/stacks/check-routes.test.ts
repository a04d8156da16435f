import { checkRoutes } from "../../stacks/check-routes";
import type { RouteProps } from "../../stacks/route-props";
import { SynthesisError } from "../../stacks/synthesis-error";
import options from "./refused-options.json";
import templates from "./refused-templates.json";
import workflows from "./refused-workflows.json";
import { createProject, WAIT } from "./synthesize-stack";

const workflow = "workflows/wait.asl.json";

/** Routes that are refused, with the definition of `workflows/quote.asl.json` where it matters. */
interface RefusedRoutes {
  readonly name: string;
  readonly routes: object;
  readonly definition?: object;
  readonly problems: readonly string[];
}

const cases: readonly RefusedRoutes[] = [...options, ...workflows, ...templates];

/** The problems of routes which, as JavaScript may, need not be of their type. */
function listProblems(routes: object, files: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    checkRoutes(routes as Readonly<Record<string, RouteProps>>, createProject(files));
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) return error.problems;
    throw error;
  }
}

it.each(cases)("rejects $name", ({ routes, definition, problems }) => {
  const files = { "workflows/quote.asl.json": definition === undefined ? WAIT : JSON.stringify(definition) };
  expect(listProblems(routes, files)).toEqual(problems);
});

it("rejects a template of more than 300 KB", () => {
  const template = `{}${" ".repeat(300 * 1024)}`;
  expect(listProblems({ quote: { workflow, response: { template } } })).toEqual([
    "route 'quote': response template is too long, got 307202 bytes; API Gateway takes at most 307200",
  ]);
});

it("rejects a workflow that is not JSON", () => {
  const [problem, ...others] = listProblems({ quote: { workflow } }, { [workflow]: "{" });
  expect(problem).toBe("route 'quote': workflows/wait.asl.json:1:2: expected '}', got the end; correct it\n  {\n   ^");
  expect(others).toEqual([]);
});

it("tells of all problems of all routes at once", () => {
  expect(() =>
    checkRoutes({ $conect: { workflow }, quote: { workflow: "workflows/qoute.asl.json" } }, createProject({})),
  ).toThrow(
    [
      "route '$conect': route key is not one of AWS's, got '$conect'; did you mean '$connect'",
      "route 'quote': workflow file 'workflows/qoute.asl.json' does not exist; create it, or name a file of workflows/",
    ].join("\n"),
  );
});

it("takes every option at its limits", () => {
  const throttle = { rateLimit: 0.5, burstLimit: 1 };
  expect(
    listProblems({
      $connect: { workflow, timeoutMilliseconds: 3000 },
      $disconnect: { workflow, logLevel: "OFF", executionLogLevel: "ERROR" },
      $default: { workflow, timeoutMilliseconds: 29000, throttle, response: "output", logExecutionData: true },
      "orders/create": { workflow, response: { template: "done" }, requestTemplate: undefined },
    }),
  ).toEqual([]);
});

it("takes templates that escape what they print", () => {
  const escaped = `$util.escapeJavaScript($input.path('$.name')).replaceAll("\\\\'","'")`;
  expect(
    listProblems({
      quote: {
        workflow,
        requestTemplate: `{"stateMachineArn":"$stateMachineArn","name":"${escaped}","count":$input.json('$.count')}`,
        response: { template: `{"a":"$!{none}","status":"$input.path('$.status')","output":$input.json('$.output')}` },
      },
    }),
  ).toEqual([]);
});
