import { CreateStateMachineCommand, DescribeStateMachineCommand, UpdateStateMachineCommand } from "@aws-sdk/client-sfn";
import { outcome } from "../api-server";
import { create, openApi, type OpenApi, stateMachineArn } from "./open-api";

let server: OpenApi["server"];
let sfn: OpenApi["sfn"];

beforeEach(async () => {
  ({ server, sfn } = await openApi());
});
afterEach(() => server.close());

describe("a state machine", () => {
  const key = { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/k" } as const;
  const custom = (member: string) =>
    `Invalid Encryption Configuration: Custom ${member} is not allowed when selecting AWS_OWNED_KEY.`;
  it.each<[object, string, string]>([
    [
      { type: "CUSTOMER_MANAGED_KMS_KEY" },
      "InvalidEncryptionConfiguration",
      "Invalid Encryption Configuration: Must set a valid kmsKeyId.",
    ],
    [{ ...key, type: "AWS_OWNED_KEY" }, "InvalidEncryptionConfiguration", custom("kmsKeyId")],
    [
      { type: "AWS_OWNED_KEY", kmsDataKeyReusePeriodSeconds: 300 },
      "InvalidEncryptionConfiguration",
      custom("kmsDataKeyReusePeriodSeconds"),
    ],
    [
      { ...key, kmsDataKeyReusePeriodSeconds: 901 },
      "ValidationException",
      "1 validation error detected: Value '901' at 'encryptionConfiguration.kmsDataKeyReusePeriodSeconds' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      { type: "OTHER" },
      "ValidationException",
      "1 validation error detected: Value 'OTHER' at 'encryptionConfiguration.type' failed to satisfy constraint: Member must satisfy enum value set: [AWS_OWNED_KEY, CUSTOMER_MANAGED_KMS_KEY]",
    ],
  ])("rejects the encryption %j as %s", async (encryptionConfiguration, name, message) => {
    const request = { ...create, encryptionConfiguration } as typeof create;
    expect(await outcome(sfn.send(new CreateStateMachineCommand(request)))).toEqual([name, 400, message]);
  });

  it("is encrypted with data keys of five minutes, and otherwise only with its definition", async () => {
    await sfn.send(new CreateStateMachineCommand({ ...create, encryptionConfiguration: key }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.encryptionConfiguration).toMatchObject({ ...key, kmsDataKeyReusePeriodSeconds: 300 });
    const update = new UpdateStateMachineCommand({ stateMachineArn, encryptionConfiguration: key });
    const text = "The definition must be specified when updating the EncryptionConfiguration";
    expect(await outcome(sfn.send(update))).toEqual(["MissingRequiredParameter", 400, text]);
  });
});
