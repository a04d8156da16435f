import { createKms } from "../../kms/kms";
import { createJson11Api } from "../../protocols/json-protocol";

const kms = createKms({
  partition: "aws",
  accountId: "123456789012",
  region: "eu-west-1",
  now: () => 0,
  log: () => undefined,
  refusePolicy: () => undefined,
});
const call = createJson11Api(kms);

async function ask(action: string, body: object | string) {
  const headers = { "x-amz-target": `TrentService.${action}` };
  const request = { service: "kms", region: "eu-west-1", method: "POST", path: "/", query: new URLSearchParams() };
  const {
    status,
    body: text,
    unknown,
  } = await call({ ...request, headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  return { status, answer: JSON.parse(String(text)) as unknown, unknown };
}

it.each(["1a2b-3c4d", "arn:aws:kms:eu-west-1:123456789012:key/1a2b-3c4d"])("describes the key %s", async (KeyId) => {
  expect(await ask("DescribeKey", { KeyId })).toMatchObject({
    status: 200,
    answer: {
      KeyMetadata: {
        Arn: "arn:aws:kms:eu-west-1:123456789012:key/1a2b-3c4d",
        KeyId: "1a2b-3c4d",
        KeyState: "Enabled",
        KeyManager: "CUSTOMER",
      },
    },
  });
});

it("describes a key of another region and account as it is", async () => {
  const KeyId = "arn:aws:kms:us-east-1:210987654321:key/1a2b-3c4d";
  expect(await ask("DescribeKey", { KeyId })).toMatchObject({
    status: 200,
    answer: { KeyMetadata: { AWSAccountId: "210987654321", Arn: KeyId, KeyId: "1a2b-3c4d", KeyManager: "CUSTOMER" } },
  });
});

it.each([
  ["alias/mine", "CUSTOMER"],
  ["alias/aws/dynamodb", "AWS"],
])("describes the key of %s, which is the same by the alias's ARN", async (KeyId, KeyManager) => {
  const described = await ask("DescribeKey", { KeyId });
  const Arn = expect.stringMatching(
    /^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  );
  expect(described).toMatchObject({ status: 200, answer: { KeyMetadata: { Arn, KeyManager } } });
  expect(await ask("DescribeKey", { KeyId: `arn:aws:kms:eu-west-1:123456789012:${KeyId}` })).toEqual(described);
});

it.each(["{", "[]", '""'])("rejects the body %s", async (body) => {
  expect(await ask("DescribeKey", body)).toEqual({ status: 400, answer: { __type: "SerializationException" } });
});

it("rejects what is no key", async () => {
  expect(await ask("DescribeKey", { KeyId: "not a key" })).toEqual({
    status: 400,
    answer: { __type: "NotFoundException", message: "Invalid keyId 'not a key'" },
  });
});

it("names an action that is not emulated", async () => {
  expect(await ask("Encrypt", {})).toMatchObject({ status: 400, unknown: "Encrypt" });
});
