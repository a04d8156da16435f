import { configuration, type TestRoute } from "../configuration";
import { serve } from "../serve";

const ANSWERED: TestRoute = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
};
const KEYED = { ...ANSWERED, route: { api_key_required: true } };
const BARE = { ...ANSWERED, responses: { "200": {}, "/4\\d\\d/": {}, $default: {} } };

it.each<readonly [string, Readonly<Record<string, TestRoute>>, readonly string[]]>([
  ["nothing of what AWS heeds", { $connect: KEYED, quote: ANSWERED }, []],
  [
    "an API key that a route of messages requires",
    { quote: KEYED },
    [
      "test: route 'quote': api_key_required is not asked for here, which AWS documents for $connect alone; require it there",
    ],
  ],
  [
    "the key of an integration response without slashes",
    { quote: BARE },
    [
      "test: integration response '200': key is read as '/200/' here, and nobody tells what AWS does with one that has no slashes; write '/200/'",
    ],
  ],
])("tells %s when it is deployed", async (_, routes, lines) => {
  const served = await serve(configuration({ routes }));
  expect(served.log).toEqual(lines);
  await served.close();
});
