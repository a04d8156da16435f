import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration } from "@sfn-websocket/local/__tests__/configuration";
import { connect, serve } from "@sfn-websocket/local/__tests__/serve";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, type TerraformRun } from "./terraform-run";

const PING = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: '{"v":1}' } } },
};
const CONNECT = {
  integration: {
    integration_type: "MOCK",
    request_templates: { $default: `{"statusCode":#if("$input.params('ws-uri')" == "/rooms/7")200#{else}403#end}` },
  },
  isTwoWay: false,
};

/** Terraform does not wait for the distribution here: its provider waits half a minute before it first asks. */
function write(comment: string, status: number): JsonObject {
  const resource: Readonly<Record<string, JsonObject>> = {
    aws_cloudfront_function: {
      f: {
        name: "move-uri",
        runtime: "cloudfront-js-2.0",
        publish: true,
        comment: `<f> & "${comment}"`,
        code: `function handler({ request }) {\n  if (request.uri === "/closed") return { statusCode: ${status} };\n  request.headers["ws-uri"] = { value: request.uri };\n  request.uri = "/";\n  return request; // é\n}\n`,
      },
    },
    aws_cloudfront_origin_request_policy: {
      p: {
        name: "sockets",
        comment,
        headers_config: {
          header_behavior: "whitelist",
          headers: { items: ["Sec-WebSocket-Key", "Sec-WebSocket-Version", "ws-uri"] },
        },
        query_strings_config: { query_string_behavior: "all" },
        cookies_config: { cookie_behavior: "none" },
      },
    },
    aws_cloudfront_distribution: { d: distribution(comment) },
  };
  const { provider, ...stack } = configuration({ routes: { $connect: CONNECT, $default: PING }, resource });
  const aws = { source: "hashicorp/aws", version: "5.100.0" };
  // What a deployment freezes is what it depends on.
  const dependencies = Object.entries(stack.resource as JsonObject).flatMap(([type, named]) =>
    /_(route|integration|integration_response|route_response)$/.test(type)
      ? Object.keys(named as JsonObject).map((name) => `${type}.${name}`)
      : [],
  );
  const deployment = { main: { api_id: "${aws_apigatewayv2_api.main.id}", depends_on: dependencies } };
  const resources = { ...(stack.resource as JsonObject), aws_apigatewayv2_deployment: deployment };
  return { terraform: { required_providers: { aws } }, provider: provider ?? {}, resource: resources };
}

function distribution(comment: string): JsonObject {
  return {
    enabled: true,
    comment,
    aliases: ["socket.example.com"],
    price_class: "PriceClass_100",
    tags: { "a&b": `<${comment}>` },
    wait_for_deployment: false,
    origin: {
      origin_id: "api",
      domain_name: "${aws_apigatewayv2_api.main.id}.execute-api.us-east-1.amazonaws.com",
      origin_path: "/${aws_apigatewayv2_stage.main.name}",
      custom_origin_config: {
        http_port: 80,
        https_port: 443,
        origin_protocol_policy: "https-only",
        origin_ssl_protocols: ["TLSv1.2"],
      },
    },
    default_cache_behavior: {
      target_origin_id: "api",
      allowed_methods: ["GET", "HEAD"],
      cached_methods: ["GET", "HEAD"],
      viewer_protocol_policy: "https-only",
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      origin_request_policy_id: "${aws_cloudfront_origin_request_policy.p.id}",
      function_association: { event_type: "viewer-request", function_arn: "${aws_cloudfront_function.f.arn}" },
    },
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate: {
      acm_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c",
      ssl_support_method: "sni-only",
      minimum_protocol_version: "TLSv1.2_2021",
    },
  };
}

it("is served by npm start as Terraform applies it", async () => {
  const served = await serve(write("one", 404));
  const [distribution] = served.aws().cloudfront.distributions();
  const client = await served.connect(`/${distribution?.id}/rooms/7`);
  expect(await client.ask("{}")).toBe('{"v":1}');
  client.socket.terminate();
  await served.close();
});

if ("missing" in found) process.stderr.write(`not run: a distribution by the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying a distribution before an API", () => {
    let terraform: OpenTerraform;
    let run: TerraformRun;
    const applyConfiguration = async (comment: string, status: number) => {
      run = terraform.configure(write(comment, status));
      await apply(run);
    };
    const call = (path: string) => {
      const [{ id } = { id: "" }] = terraform.endpoint.aws.cloudfront.distributions();
      return connect(`ws://127.0.0.1:${terraform.endpoint.port}/${id}${path}`);
    };

    beforeAll(async () => {
      terraform = await openTerraform();
      await applyConfiguration("one", 401);
    }, 120_000);
    afterAll(async () => {
      await terraform.close();
    });

    it("creates what answers a socket, and refuses one", async () => {
      const client = await call("/rooms/7");
      expect(await client.ask("{}")).toBe('{"v":1}');
      client.socket.terminate();
      await expect(call("/rooms/8")).rejects.toMatchObject({ status: 403 });
      await expect(call("/closed")).rejects.toMatchObject({ status: 401 });
    });

    it("finds nothing to change in a second plan", async () => {
      expect(await planStatus(run)).toBe(0);
    }, 60_000);

    it("changes function, policy and distribution in place, and asked for nothing that is not emulated", async () => {
      const [before] = terraform.endpoint.aws.cloudfront.distributions();
      await applyConfiguration("two", 402);
      const [after] = terraform.endpoint.aws.cloudfront.distributions();
      expect([after?.id, after?.settings.comment, [...(after?.tags ?? [])]]).toEqual([
        before?.id,
        "two",
        [["a&b", "<two>"]],
      ]);
      await expect(call("/closed")).rejects.toMatchObject({ status: 402 });
      expect(await planStatus(run)).toBe(0);
      expect(terraform.endpoint.log.filter((line) => line.includes("not emulated"))).toEqual([]);
    }, 120_000);
  });
