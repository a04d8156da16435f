import { collectSeldom } from "@sfn-websocket/run/terraform-memory";

/**
 * The environment of a Terraform that reaches AWS nowhere but at `endpoint`, with nobody's credentials; a user's
 * `ignore_configured_endpoint_urls` does not count.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html documented: the environment comes first
 */
export function isolateEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: process.env.AWS_REGION ?? "us-east-1",
    ...collectSeldom(process.env),
    CHECKPOINT_DISABLE: "1",
  };
}
