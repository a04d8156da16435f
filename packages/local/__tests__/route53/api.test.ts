import {
  type Change,
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHealthChecksCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
} from "@aws-sdk/client-route-53";
import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { nameZone } from "../../route53/hosted-zones";
import type { RecordSet } from "../../route53/record-sets";
import { createRoute53Api } from "../../route53/api";
import { createRoute53, type Route53 } from "../../route53/route53";
import { type ApiServer, outcome, serveApi } from "../api-server";

const NOW = new Date(1_652_472_014_000);
const HostedZoneId = "Z0123456789ABCDEFGHIJ";
const ALIAS: ResourceRecordSet = {
  Name: "socket.example.com",
  Type: "A",
  AliasTarget: {
    HostedZoneId: "Z1UJRXOUMOOFQ8",
    DNSName: "d-a.execute-api.us-east-1.amazonaws.com",
    EvaluateTargetHealth: false,
  },
};
const records = (Name: string, Type: "A" | "CNAME" | "TXT", ...values: string[]): ResourceRecordSet => ({
  Name,
  Type,
  TTL: 60,
  ResourceRecords: values.map((Value) => ({ Value })),
});

it.each([
  [["a.example.com", "b.c.example.com"], "example.com."],
  [["a.example.com", "b.example.org"], "."],
  [["com"], "."],
  [["a..com"], "."],
  [[], "."],
])("names the zone of %j %s", (names, expected) => {
  const zone = new Map(names.map((name) => [name, { name: `${name}.` } as RecordSet]));
  expect(nameZone(zone)).toBe(expected);
});

it("names the zone of the longest name in time", () => {
  const zone = new Map([["a", { name: "a".repeat(60_000) } as RecordSet]]);
  expect(leastWork(() => void nameZone(zone), 500)).toBeLessThan(500);
});

describe("the API of Route 53", () => {
  let route53: Route53;
  let server: ApiServer;
  let client: Route53Client;
  const change = (...Changes: Change[]) =>
    client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } }));
  const create = (ResourceRecordSet: ResourceRecordSet) => change({ Action: "CREATE", ResourceRecordSet });
  const list = async (more: object = {}) =>
    outcome(client.send(new ListResourceRecordSetsCommand({ HostedZoneId, ...more }))) as Promise<{
      readonly ResourceRecordSets: readonly ResourceRecordSet[];
    }>;
  const namesOf = async () => (await list()).ResourceRecordSets.map(({ Name, Type }) => `${Name} ${Type}`);
  const zoneName = async () => (await client.send(new GetHostedZoneCommand({ Id: HostedZoneId }))).HostedZone?.Name;

  beforeEach(async () => {
    route53 = createRoute53(() => NOW.getTime());
    server = await serveApi(createRoute53Api(route53, () => undefined));
    client = new Route53Client(server.client);
  });
  afterEach(() => server.close());

  it("makes a record in any zone, at once, and prints it complete", async () => {
    const { ChangeInfo } = await create(ALIAS);
    expect(ChangeInfo).toEqual({
      Id: expect.stringMatching(/^\/change\/C[A-Z0-9]{20}$/),
      Status: "INSYNC",
      SubmittedAt: NOW,
    });
    expect((await client.send(new GetChangeCommand({ Id: ChangeInfo?.Id }))).ChangeInfo).toEqual(ChangeInfo);
    const DNSName = "d-a.execute-api.us-east-1.amazonaws.com.";
    expect(await list()).toEqual({
      ResourceRecordSets: [{ ...ALIAS, Name: "socket.example.com.", AliasTarget: { ...ALIAS.AliasTarget, DNSName } }],
      IsTruncated: false,
      MaxItems: 300,
    });
  });

  it("names a zone by what its records share", async () => {
    expect(await zoneName()).toBe(".");
    await create(ALIAS);
    expect(await zoneName()).toBe("example.com.");
    await create(records("a.b.Example.com", "A", "1.1.1.1"));
    expect(await zoneName()).toBe("example.com.");
    await create(records("example.net", "A", "1.1.1.1"));
    expect(await zoneName()).toBe(".");
    expect((await client.send(new GetHostedZoneCommand({ Id: HostedZoneId }))).HostedZone).toMatchObject({
      Id: `/hostedzone/${HostedZoneId}`,
      ResourceRecordSetCount: 3,
    });
  });

  it("lists records by their labels from the last one on, in pages", async () => {
    await create(records("b.example.com", "TXT", '"t"'));
    await create(records("a.z.example.com", "A", "1.1.1.1"));
    await create(records("example.com", "A", "1.1.1.1"));
    await create(records("b.example.com", "A", "1.1.1.1"));
    await create({ ...records("*.example.com", "A", "1.1.1.1"), SetIdentifier: "s", Weight: 1 });
    const all = [
      "example.com. A",
      "\\052.example.com. A",
      "b.example.com. A",
      "b.example.com. TXT",
      "a.z.example.com. A",
    ];
    expect(await namesOf()).toEqual(all);
    expect(await list({ MaxItems: 1 })).toMatchObject({
      IsTruncated: true,
      MaxItems: 1,
      NextRecordName: "\\052.example.com.",
      NextRecordType: "A",
      NextRecordIdentifier: "s",
    });
    const from = { StartRecordName: "b.example.com", StartRecordType: "TXT" } as const;
    expect((await list(from)).ResourceRecordSets).toHaveLength(2);
  });

  it.each(["-1", "0", "1.5", "x", ""])("rejects pages of '%s' records", async (maxitems) => {
    const answer = await fetch(
      `${server.client.endpoint}/2013-04-01/hostedzone/${HostedZoneId}/rrset?maxitems=${maxitems}`,
    );
    expect([answer.status, /<Code>.*<\/Message>/.exec(await answer.text())?.[0]]).toEqual([
      400,
      `<Code>InvalidInput</Code><Message>Invalid value for maxitems: '${maxitems}'</Message>`,
    ]);
  });

  it("replaces a record with UPSERT, and makes it where there is none", async () => {
    const upsert = (value: string) =>
      change({ Action: "UPSERT", ResourceRecordSet: records("a.example.com", "A", value) });
    await upsert("1.1.1.1");
    await upsert("2.2.2.2");
    expect((await list()).ResourceRecordSets).toEqual([records("a.example.com.", "A", "2.2.2.2")]);
  });

  it("deletes a record that is given as it is, in any order of its values", async () => {
    await create(records("a.example.com", "A", "1.1.1.1", "2.2.2.2"));
    await change({ Action: "DELETE", ResourceRecordSet: records("A.example.com.", "A", "2.2.2.2", "1.1.1.1") });
    expect(await namesOf()).toEqual([]);
    expect(route53.exportState()).toMatchObject({ zones: [] });
  });

  it("outlives a restart", async () => {
    await create(ALIAS);
    const restored = createRoute53(() => 0);
    restored.importState(route53.exportState());
    expect(restored.recordSets(HostedZoneId)).toEqual(route53.recordSets(HostedZoneId));
    restored.importState({});
    expect(restored.recordSets(HostedZoneId)).toEqual([]);
  });

  const cname = records("a.example.com", "CNAME", "b.example.com");
  const own = records("a.example.com", "A", "1.1.1.1");
  it.each<[string, Change[], string]>([
    [
      "what exists",
      [{ Action: "CREATE", ResourceRecordSet: own }],
      "[Tried to create resource record set [name='a.example.com.', type='A'] but it already exists]",
    ],
    [
      "the deletion of what is not there",
      [{ Action: "DELETE", ResourceRecordSet: records("b.example.com", "A", "1.1.1.1") }],
      "[Tried to delete resource record set [name='b.example.com.', type='A'] but it was not found]",
    ],
    [
      "the deletion of something else",
      [{ Action: "DELETE", ResourceRecordSet: records("a.example.com", "A", "1.1.1.2") }],
      "[Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values]",
    ],
    [
      "a CNAME beside other records",
      [{ Action: "CREATE", ResourceRecordSet: cname }],
      "[RRSet of type CNAME with DNS name a.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.]",
    ],
    [
      "other records beside a CNAME",
      [
        { Action: "DELETE", ResourceRecordSet: own },
        { Action: "CREATE", ResourceRecordSet: cname },
        { Action: "CREATE", ResourceRecordSet: own },
      ],
      "[RRSet of type A with DNS name a.example.com. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com.]",
    ],
    [
      "an alias that leaves its target's zone, and all else that is wrong",
      [
        {
          Action: "UPSERT",
          ResourceRecordSet: {
            ...ALIAS,
            AliasTarget: { HostedZoneId: "Z2FDTNDATAQYW2", DNSName: "a.example.com", EvaluateTargetHealth: false },
          },
        },
        { Action: "CREATE", ResourceRecordSet: own },
      ],
      "[Tried to create an alias that targets a.example.com., type A in zone Z2FDTNDATAQYW2, but the alias target name does not lie within the target zone, Tried to create resource record set [name='a.example.com.', type='A'] but it already exists]",
    ],
  ])("rejects %s, and changes nothing", async (_, changes, message) => {
    await create(own);
    const before = await list();
    expect(await outcome(change(...changes))).toEqual(["InvalidChangeBatch", 400, message]);
    expect(await list()).toEqual(before);
  });

  it("rejects a record without a value, an action that is none, a zone and a change that are none", async () => {
    const empty = { Name: "a.example.com", Type: "A" } as const;
    const expected = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]";
    const where = "[Action=CREATE, Name=a.example.com., Type=A, SetIdentifier=null]";
    const message = `Invalid request: Expected exactly one of ${expected}, but found none in Change with ${where}`;
    expect(await outcome(create(empty))).toEqual(["InvalidInput", 400, message]);
    const action = "constructor" as "CREATE";
    expect(await outcome(change({ Action: action, ResourceRecordSet: own }))).toEqual([
      "InvalidInput",
      400,
      "Invalid action, got constructor",
    ]);
    const zone = ["NoSuchHostedZone", 404, "No hosted zone found with ID: other"];
    expect(await outcome(client.send(new GetHostedZoneCommand({ Id: "other" })))).toEqual(zone);
    const missing = ["NoSuchChange", 404, "Could not find resource with ID: other"];
    expect(await outcome(client.send(new GetChangeCommand({ Id: "other" })))).toEqual(missing);
  });

  it("fails where AWS has an action that is not emulated", async () => {
    expect(await outcome(client.send(new ListHealthChecksCommand({})))).toEqual(["NotFound", 404, "UnknownError"]);
  });
});
