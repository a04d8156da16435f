import { configuration, type TestRoute } from "../configuration";
import { serve } from "../serve";

const mock = (template: string): TestRoute => ({
  integration: { integration_type: "MOCK", request_templates: { $default: template } },
  responses: { $default: { response_templates: { $default: "answered" } }, "/204/": {} },
});

it.each(['{"statusCode":200}', "{ statusCode: 200 }", "{'statusCode': 200}"])(
  "answers by the integration response of the status that the template %s renders",
  async (template) => {
    const served = await serve(configuration({ routes: { $default: mock(template) } }));
    const client = await served.connect();
    expect(await client.ask("{}")).toBe("answered");
    client.socket.terminate();
    await served.close();
  },
);

it.each(["{}", '{"statusCode":"200"}', "200", "null", ""])(
  "fails whatever the integration responses are where the template is %j, and tells why",
  async (template) => {
    const served = await serve(configuration({ routes: { $default: mock(template) } }));
    const client = await served.connect();
    expect(await client.ask("{}")).toContain('{"message": "Internal server error"');
    expect(served.log).toEqual([
      `test/api: route '$default': Internal server error (500): the request template of a MOCK integration renders no integer statusCode, got ${JSON.stringify(template)}; write {"statusCode": 200}`,
    ]);
    client.socket.terminate();
    await served.close();
  },
);
