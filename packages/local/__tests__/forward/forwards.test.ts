import { readForwards } from "../../command-line/forward-options";
import { EMULATED_SERVICES } from "../../account/emulated-services";
import { readForward } from "../../forward/forwards";

const read = (text: string, mayBeRemote = false) =>
  readForward(text, { where: "--forward", emulated: EMULATED_SERVICES, environment: {}, mayBeRemote });

it.each(["http://127.0.0.1:9324", "http://localhost:9324/base", "https://queue.localhost", "http://[::1]:1"])(
  "takes %s as a server of this machine",
  (url) => expect(read(`sqs=${url}`)).toMatchObject({ service: "sqs", url: new URL(url) }),
);

it("signs with the URL's user and password, else with the environment's, else with test", () => {
  const environment = { AWS_ACCESS_KEY_ID: "ID", AWS_SECRET_ACCESS_KEY: "SECRET" };
  const signed = (url: string, variables = {}) =>
    readForward(`s3=${url}`, { where: "--forward", emulated: [], environment: variables });
  expect(signed("http://a:b%2Fc@127.0.0.1", environment)).toMatchObject({
    credentials: { accessKeyId: "a", secretAccessKey: "b/c" },
    url: new URL("http://127.0.0.1/"),
  });
  expect(signed("http://127.0.0.1", environment).credentials).toEqual({ accessKeyId: "ID", secretAccessKey: "SECRET" });
  expect(signed("http://127.0.0.1", { ...environment, AWS_SESSION_TOKEN: "TOKEN" }).credentials).toEqual({
    accessKeyId: "ID",
    secretAccessKey: "SECRET",
    sessionToken: "TOKEN",
  });
  expect(signed("http://127.0.0.1").credentials).toEqual({ accessKeyId: "test", secretAccessKey: "test" });
  expect(signed("http://100%:b@127.0.0.1").credentials).toEqual({ accessKeyId: "100%", secretAccessKey: "b" });
});

it.each([
  ["sqs", "--forward: not SERVICE=URL, got 'sqs'; write sqs=http://127.0.0.1:9324"],
  ["sqs=9324", "--forward: sqs: not an http or https URL, got '9324'; write sqs=http://127.0.0.1:9324"],
  [
    "sqs=ftp://127.0.0.1",
    "--forward: sqs: not an http or https URL, got 'ftp://127.0.0.1'; write sqs=http://127.0.0.1:9324",
  ],
  [
    "sqs=http://ID:SEC/RET@127.0.0.1:99999",
    "--forward: sqs: not an http or https URL, got 'http://...@127.0.0.1:99999'; write sqs=http://127.0.0.1:9324",
  ],
  [
    "sqs=ID:SECRET@127.0.0.1",
    "--forward: sqs: not an http or https URL, got '...@127.0.0.1'; write sqs=http://127.0.0.1:9324",
  ],
  [
    "http://ID:SECRET@127.0.0.1",
    "--forward: not SERVICE=URL, got 'http://...@127.0.0.1'; write sqs=http://127.0.0.1:9324",
  ],
  ["dynamodb=http://127.0.0.1:8000", "--forward: the service answers here, got 'dynamodb'; leave it out"],
  [
    "sqss=http://127.0.0.1:9324",
    "--forward: unknown service, got 'sqss'; did you mean 'sqs', of 'sqs', 'sns', 'events', 's3', 'secretsmanager', 'ssm', 'kinesis'",
  ],
  [
    "sqs=https://sqs.us-east-1.amazonaws.com",
    "--forward: sqs: not this machine, got 'sqs.us-east-1.amazonaws.com'; add --allow-remote to send calls there",
  ],
  [
    "sqs=http://127.0.0.1.example.com",
    "--forward: sqs: not this machine, got '127.0.0.1.example.com'; add --allow-remote to send calls there",
  ],
])("rejects %s", (text, message) => expect(() => read(text)).toThrow(message));

it("sends calls to another machine where that is allowed", () => {
  expect(read("sqs=https://sqs.us-east-1.amazonaws.com", true).url.hostname).toBe("sqs.us-east-1.amazonaws.com");
});

it("takes the command line before cdktf.json before the environment, and tells what it does not follow", () => {
  const { forwards, unusedForwards } = readForwards({
    given: ["sqs=http://127.0.0.1:1"],
    local: { forward: { sqs: "http://127.0.0.1:2", sns: "http://127.0.0.1:2" } },
    environment: {
      AWS_ENDPOINT_URL_SNS: "http://127.0.0.1:3",
      AWS_ENDPOINT_URL_EVENTBRIDGE: "http://127.0.0.1:3",
      AWS_ENDPOINT_URL_S3: "https://minio.corp",
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
    },
    mayBeRemote: false,
  });
  expect([...forwards.values()].map(({ service, url }) => [service, url.port])).toEqual([
    ["sqs", "1"],
    ["sns", "2"],
    ["events", "3"],
  ]);
  expect(unusedForwards).toEqual([
    "not followed: AWS_ENDPOINT_URL_S3: s3: not this machine, got 'minio.corp'; add --allow-remote to send calls there",
  ]);
});
