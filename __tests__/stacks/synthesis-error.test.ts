import { Testing } from "cdktf";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { listProblems, requireNoProblems, SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import { createStack } from "./synthesize-stack";

it("throws nothing without problems and all of them at once otherwise", () => {
  expect(() => requireNoProblems([])).not.toThrow();
  expect(() => requireNoProblems(["a", "b"])).toThrow(new SynthesisError(["a", "b"]));
});

it("lists the problems of its own errors and of cdktf's validations, and none of other errors", () => {
  expect(listProblems(new SynthesisError(["a", "b"]))).toEqual(["a", "b"]);
  expect(listProblems(new TypeError("validation of nothing"))).toBeUndefined();
  expect(listProblems("a")).toBeUndefined();
});

it("lists a problem of an API beside the stacks with the lines that show what its template renders", () => {
  const stack = createStack();
  const more = { mock: "{}", ...{ rotes: 1 } };
  new WebSocketApi(stack, "Other", { routes: { $default: { mock: "{'" }, more } });
  const problems = (() => {
    try {
      return Testing.synth(stack, true);
    } catch (error) {
      return listProblems(error);
    }
  })();
  expect(problems).toEqual([
    expect.stringMatching(/^route '\$default': mock template does not render JSON, .*\n  it renders\n[^]*\^$/),
    expect.stringMatching(/^route 'more': option is unknown, got 'rotes'/),
  ]);
});

it("lists the problem of a route that somebody added, without cdktf's heading", () => {
  const stack = createStack();
  const { id } = new Apigatewayv2Integration(stack, "Proxy", { apiId: "a", integrationType: "AWS_PROXY" });
  const mock = new Apigatewayv2Integration(stack, "Mock", { apiId: "a", integrationType: "MOCK" });
  new Apigatewayv2Route(stack, "OneWay", { apiId: "a", routeKey: "one-way", target: `integrations/${id}` });
  new Apigatewayv2Route(stack, "Open", { apiId: "a", routeKey: "$connect", target: `integrations/${mock.id}` });
  const problems = (() => {
    try {
      return Testing.synth(stack, true);
    } catch (error) {
      return listProblems(error);
    }
  })();
  expect(problems).toEqual([
    "route '$connect': integration has no response, got none; add an aws_apigatewayv2_integration_response",
  ]);
});
