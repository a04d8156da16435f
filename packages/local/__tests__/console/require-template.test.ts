import { requireTemplate } from "../../console/require-template";
import { listInventory } from "../../console/inventory";
import { configuration } from "../configuration";
import { loadAws } from "./load-aws";

const TEMPLATE = '{"statusCode":200}';
const PREFIX = "#set($stateMachineArn='arn:aws:states:us-east-1:123456789012:stateMachine:a')\n";
const aws = loadAws(
  configuration({
    routes: {
      $default: {
        integration: { integration_type: "MOCK", request_templates: { $default: PREFIX + TEMPLATE } },
        responses: { $default: { response_templates: { $default: '"pong"' } } },
      },
    },
  }),
);
const { apis } = listInventory({ aws: () => aws, version: () => 1, project: undefined }, "127.0.0.1");
const PLACE = { api: "test", route: "$default", part: "request", key: "$default" };

it("finds a template without the line that the stack writes before it, where a file holds that text", () => {
  const findFile = (text: string) => (text === TEMPLATE ? "templates/a.vtl" : undefined);
  expect(requireTemplate(apis, PLACE, findFile)).toEqual({ prefix: PREFIX, text: TEMPLATE, file: "templates/a.vtl" });
});

it("finds a template as it is served where no file holds it, by the API's id too", () => {
  const api = apis[0]?.apiId ?? "";
  expect(requireTemplate(apis, { ...PLACE, api }, () => undefined)).toEqual({ prefix: "", text: PREFIX + TEMPLATE });
  expect(requireTemplate(apis, { ...PLACE, part: "$default" }, () => undefined)).toEqual({
    prefix: "",
    text: '"pong"',
  });
});

it.each([{ api: "none" }, { route: "none" }, { part: "/4\\d\\d/" }, { key: "toString" }])(
  "rejects what is not served: %j",
  (other) => {
    expect(() => requireTemplate(apis, { ...PLACE, ...other }, () => undefined)).toThrow(
      `template: is not served, got '${Object.values({ ...PLACE, ...other }).join("/")}'; choose one that is listed`,
    );
  },
);
