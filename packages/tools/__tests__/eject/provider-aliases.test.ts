import type { JsonObject } from "@sfn-websocket/languages/json";
import { printModule } from "../../eject/print-module";
import { eject, read } from "./written-app";

const US = { alias: "us", region: "us-east-1", profile: "cdn" };

const ejectOwn = () =>
  eject((settings) => {
    const { name, region } = read(settings);
    return {
      terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } } },
      provider: { aws: [{ region, default_tags: [{ tags: { team: "chat" } }] }, US] },
      resource: {
        aws_iam_role: { Role: { name: `${name}-${region}-a` } },
        aws_acm_certificate: { Edge: { domain_name: "example.com", provider: "aws.us" } },
      },
    };
  });

it("asks its root for the other configurations of AWS's provider, and leaves each resource its own", async () => {
  const files = printModule("chat", await ejectOwn());
  const parse = (path: string) => JSON.parse(String(files.get(path))) as JsonObject;
  expect(parse("versions.tf.json")).toMatchObject({
    terraform: {
      required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100", configuration_aliases: ["aws.us"] } },
    },
  });
  expect(parse("main.tf.json")).toMatchObject({
    resource: { aws_acm_certificate: { edge: { provider: "aws.us", tags: "${var.tags}" } } },
  });
  expect(String(files.get("README.md"))).toContain(
    '  name   = "chat"\n  providers = {\n    aws    = aws\n    aws.us = aws.us\n  }\n}',
  );
});

it("has examples that hand on what the stack has", async () => {
  const files = printModule("chat", await ejectOwn());
  const parse = (path: string) => JSON.parse(String(files.get(path))) as JsonObject;
  const providers = { aws: "aws", "aws.us": "aws.us" };
  const required_providers = { aws: { source: "hashicorp/aws", version: "~> 5.100" } };
  expect(parse("examples/basic/main.tf.json")).toMatchObject({
    terraform: { required_providers },
    provider: { aws: [{ region: "us-east-1" }, US] },
    module: { api: { providers } },
  });
  expect(parse("examples/take-over/main.tf.json")).toMatchObject({
    provider: { aws: [{ region: "us-east-1", default_tags: [{ tags: { team: "chat" } }] }, US] },
    module: { api: { providers, tags: {} } },
  });
  const [basic] = [parse("examples/basic/main.tf.json")];
  expect(JSON.stringify(basic)).not.toContain("configuration_aliases");
});
