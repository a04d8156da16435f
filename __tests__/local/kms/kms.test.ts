import { createKmsApi } from "../../../local/kms/kms";

const call = createKmsApi({ partition: "aws", accountId: "123456789012", region: "eu-west-1" });

async function ask(action: string, body: object) {
  const headers = { "x-amz-target": `TrentService.${action}` };
  const request = { service: "kms", region: "eu-west-1", method: "POST", path: "/", query: new URLSearchParams() };
  const { status, body: text, unknown } = await call({ ...request, headers, body: JSON.stringify(body) });
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

it("rejects what is no key", async () => {
  expect(await ask("DescribeKey", { KeyId: "not a key" })).toEqual({
    status: 400,
    answer: { __type: "NotFoundException", message: "Invalid keyId 'not a key'" },
  });
});

it("names an action that is not emulated", async () => {
  expect(await ask("CreateKey", {})).toMatchObject({ status: 400, unknown: "CreateKey" });
});
