import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createSts } from "../../sts/sts";
import { type ApiServer, outcome, serveApi } from "../api-server";

const NOW = 1_652_472_014_000;
const RoleArn = "arn:aws:iam::123456789012:role/path/deployer";

describe("the API of STS", () => {
  let server: ApiServer;
  let sts: STSClient;
  let log: string[];

  beforeEach(async () => {
    const account = { partition: "aws", accountId: "123456789012" };
    log = [];
    const lent = { now: () => NOW, log: (line: string) => log.push(line) };
    const world = { ...account, ...lent, hasRole: (arn: string) => arn === RoleArn };
    server = await serveApi(createSts(world).callApi);
    sts = new STSClient(server.client);
  });
  afterEach(() => server.close());

  it("says who calls", async () => {
    const identity = { Account: "123456789012", Arn: "arn:aws:iam::123456789012:root", UserId: "123456789012" };
    expect(await outcome(sts.send(new GetCallerIdentityCommand({})))).toEqual(identity);
  });

  it("gives credentials of AWS's form for a role", async () => {
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: "me", DurationSeconds: 900 });
    expect(await outcome(sts.send(assume))).toEqual({
      AssumedRoleUser: {
        AssumedRoleId: "AROAAAAAAAAAAAAAAAAAA:me",
        Arn: "arn:aws:sts::123456789012:assumed-role/deployer/me",
      },
      Credentials: {
        AccessKeyId: "ASIAAAAAAAAAAAAAAAAA",
        SecretAccessKey: "test".repeat(10),
        SessionToken: "test".repeat(50),
        Expiration: new Date(NOW + 900_000),
      },
    });
  });

  it("rejects what is no role, no session and no duration", async () => {
    const assume = (request: object) =>
      outcome(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me", ...request })));
    const user = "arn:aws:iam::123456789012:user/me";
    expect(await assume({ RoleArn: user })).toEqual(["ValidationError", 400, `${user} is invalid`]);
    const refuse = (value: string, member: string, bound: string) => [
      ...["ValidationError", 400],
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have ${bound}`,
    ];
    const short = (least: number) => `length greater than or equal to ${least}`;
    expect(await assume({ RoleArn: "deployer" })).toEqual(refuse("deployer", "roleArn", short(20)));
    expect(await assume({ RoleSessionName: "" })).toEqual(refuse("", "roleSessionName", short(2)));
    const least = refuse("1", "durationSeconds", "value greater than or equal to 900");
    expect(await assume({ DurationSeconds: 1 })).toEqual(least);
  });

  it("rejects a role that there is not, as one that may not be assumed, and the log says which", async () => {
    const missing = "arn:aws:iam::123456789012:role/nobody";
    const assume = new AssumeRoleCommand({ RoleArn: missing, RoleSessionName: "me" });
    const message = `User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: ${missing}`;
    expect(await outcome(sts.send(assume))).toEqual(["AccessDenied", 403, message]);
    expect(log).toEqual([
      `STS: AssumeRole: the account has no such role, got '${missing}'; create it, or call without a role`,
    ]);
  });

  it("rejects an action that there is not, and tells its name", async () => {
    const [status, body] = await server.post("Action=Nothing<&Version=2011-06-15");
    expect([status, body.replace(/[\w-]{36}/, "request-1")]).toEqual([
      400,
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find operation Nothing&#60; for version 2011-06-15</Message></Error><RequestId>request-1</RequestId></ErrorResponse>',
    ]);
  });
});
