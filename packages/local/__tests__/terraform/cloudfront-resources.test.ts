import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { createVirtualClock } from "../virtual-clock";

const RESOURCES: Readonly<Record<string, JsonObject>> = {
  aws_cloudfront_function: {
    f: { name: "f", runtime: "cloudfront-js-2.0", comment: "c", code: "function handler() {}" },
    draft: { name: "draft", runtime: "cloudfront-js-1.0", publish: false, code: "" },
  },
  aws_cloudfront_origin_request_policy: {
    p: {
      name: "p",
      headers_config: [{ header_behavior: "whitelist", headers: [{ items: ["a", "b"] }] }],
      query_strings_config: { query_string_behavior: "all" },
      cookies_config: { cookie_behavior: "none" },
    },
  },
  aws_cloudfront_distribution: {
    d: {
      enabled: true,
      comment: "d",
      aliases: ["a.example.com"],
      tags: { team: "x" },
      origin: [
        {
          origin_id: "o",
          domain_name: "o.example.com",
          origin_path: "/api",
          custom_header: [{ name: "h", value: "v" }],
          custom_origin_config: { http_port: 80 },
        },
      ],
      default_cache_behavior: {
        target_origin_id: "o",
        cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        origin_request_policy_id: "${aws_cloudfront_origin_request_policy.p.id}",
        function_association: [{ event_type: "viewer-request", function_arn: "${aws_cloudfront_function.f.arn}" }],
      },
      viewer_certificate: { acm_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c" },
    },
  },
};
const ATTRIBUTES = {
  function: "${aws_cloudfront_function.f.arn}",
  functionTag: "${aws_cloudfront_function.f.etag}",
  policyTag: "${aws_cloudfront_origin_request_policy.p.etag}",
  id: "${aws_cloudfront_distribution.d.id}",
  arn: "${aws_cloudfront_distribution.d.arn}",
  domain: "${aws_cloudfront_distribution.d.domain_name}",
  zone: "${aws_cloudfront_distribution.d.hosted_zone_id}",
};

function load(resource: Readonly<Record<string, JsonObject>> = RESOURCES) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const output = Object.fromEntries(Object.entries(ATTRIBUTES).map(([name, value]) => [name, { value }]));
  const configuration = { resource, ...(resource === RESOURCES && { output }) };
  const { outputs } = loadStack({ name: "stack", file: "main.tf.json", configuration }, aws);
  return { cloudfront: aws.cloudfront, outputs };
}

describe("CloudFront's resources of a configuration", () => {
  it("have the attributes that AWS gives them", () => {
    const { outputs } = load();
    expect(outputs).toEqual({
      function: "arn:aws:cloudfront::123456789012:function/f",
      functionTag: expect.stringMatching(/^E[A-Z0-9]{13}$/),
      policyTag: expect.stringMatching(/^E[A-Z0-9]{13}$/),
      id: expect.stringMatching(/^E[A-Z0-9]{13}$/),
      arn: `arn:aws:cloudfront::123456789012:distribution/${String(outputs.id)}`,
      domain: expect.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
      zone: "Z2FDTNDATAQYW2",
    });
  });

  it("are what a distribution is served by", () => {
    const { cloudfront } = load();
    const [distribution] = cloudfront.distributions();
    expect(distribution?.settings).toMatchObject({
      enabled: true,
      comment: "d",
      aliases: ["a.example.com"],
      certificate: "arn:aws:acm:us-east-1:123456789012:certificate/c",
      origins: [{ id: "o", domainName: "o.example.com", path: "/api", customHeaders: [["h", "v"]] }],
    });
    expect([...(distribution?.tags ?? [])]).toEqual([["team", "x"]]);
    const [behavior] = distribution?.settings.behaviors ?? [];
    expect(behavior && cloudfront.originRequestPolicy(behavior)).toEqual({
      name: "p",
      headers: { behavior: "whitelist", items: ["a", "b"] },
      queryStrings: { behavior: "all", items: [] },
      cookies: { behavior: "none", items: [] },
    });
    expect(behavior && cloudfront.viewerRequestFunction(behavior)?.live?.code).toBe("function handler() {}");
    expect(cloudfront.getFunction("draft").live).toBeUndefined();
  });

  it("get the same ids at each start", () => {
    const idsOf = () => {
      const { id, domain } = load().outputs;
      return [id, domain];
    };
    expect(idsOf()).toEqual(idsOf());
  });

  it("rejects what AWS refuses, and names the resource", () => {
    const d = { ...(RESOURCES.aws_cloudfront_distribution?.d as JsonObject), viewer_certificate: {} };
    expect(() => load({ ...RESOURCES, aws_cloudfront_distribution: { d } })).toThrow(
      /^stack: aws_cloudfront_distribution\.d: To add an alternate domain name \(CNAME\)/,
    );
  });
});
