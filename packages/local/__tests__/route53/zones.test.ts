import {
  ChangeResourceRecordSetsCommand,
  ChangeTagsForResourceCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  GetHostedZoneCommand,
  type HostedZone,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
  type ResourceRecordSet,
  Route53Client,
  UpdateHostedZoneCommentCommand,
} from "@aws-sdk/client-route-53";
import { createRoute53Api } from "../../route53/api";
import { createRoute53, type Route53 } from "../../route53/route53";
import { type ApiServer, outcome, serveApi } from "../api-server";

const NOW = new Date(1_652_472_014_000);
const NameServers = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org", "ns-4.awsdns-04.co.uk"];

let route53: Route53;
let server: ApiServer;
let client: Route53Client;
let count = 0;

beforeEach(async () => {
  route53 = createRoute53(() => NOW.getTime());
  server = await serveApi(createRoute53Api(route53, () => undefined));
  client = new Route53Client(server.client);
});
afterEach(() => server.close());

async function create(Name: string): Promise<string> {
  const { HostedZone: made } = await client.send(new CreateHostedZoneCommand({ Name, CallerReference: `c${count++}` }));
  return (made as HostedZone).Id?.replace("/hostedzone/", "") ?? "";
}

const change = (HostedZoneId: string, Action: "CREATE" | "DELETE", Name: string) => {
  const ResourceRecordSet: ResourceRecordSet = { Name, Type: "A", TTL: 60, ResourceRecords: [{ Value: "1.1.1.1" }] };
  const ChangeBatch = { Changes: [{ Action, ResourceRecordSet }] };
  return outcome(client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch })));
};

it("makes a zone with its servers, in which it has two records", async () => {
  const request = { Name: "Example.com", CallerReference: "c", HostedZoneConfig: { Comment: "mine" } };
  const made = await outcome(client.send(new CreateHostedZoneCommand(request)));
  const zone = {
    Id: expect.stringMatching(/^\/hostedzone\/Z[A-Z0-9]{20}$/) as string,
    ...{ Name: "example.com.", CallerReference: "c", Config: { Comment: "mine", PrivateZone: false } },
    ResourceRecordSetCount: 2,
  };
  const Location = expect.stringMatching(/^https:\/\/route53.amazonaws.com\/2013-04-01\/hostedzone\/Z/) as string;
  expect(made).toEqual({
    HostedZone: zone,
    ChangeInfo: { Id: expect.stringMatching(/^\/change\/C/) as string, Status: "INSYNC", SubmittedAt: NOW },
    DelegationSet: { NameServers },
    Location,
  });
  const { HostedZones = [] } = await client.send(new ListHostedZonesCommand({}));
  expect(HostedZones).toEqual([zone]);
  const Id = HostedZones[0]?.Id;
  expect(await outcome(client.send(new GetHostedZoneCommand({ Id })))).toEqual({
    HostedZone: zone,
    DelegationSet: { NameServers },
  });
  const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }));
  expect(ResourceRecordSets.map(({ Name, Type, TTL }) => [Name, Type, TTL])).toEqual([
    ["example.com.", "NS", 172_800],
    ["example.com.", "SOA", 900],
  ]);
});

it("makes a private zone, which tells its VPC in the place of servers", async () => {
  const VPC = { VPCId: "vpc-1", VPCRegion: "eu-west-1" } as const;
  const { HostedZone: made } = await client.send(
    new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "c", VPC }),
  );
  expect(await outcome(client.send(new GetHostedZoneCommand({ Id: made?.Id })))).toMatchObject({
    HostedZone: { Config: { PrivateZone: true } },
    VPCs: [VPC],
  });
});

it("changes a zone's comment and tags", async () => {
  const ResourceId = await create("example.com");
  const tagged = { ResourceType: "hostedzone", ResourceId } as const;
  await client.send(new UpdateHostedZoneCommentCommand({ Id: ResourceId, Comment: "new" }));
  await client.send(
    new ChangeTagsForResourceCommand({
      ...tagged,
      AddTags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    }),
  );
  await client.send(new ChangeTagsForResourceCommand({ ...tagged, RemoveTagKeys: ["a"] }));
  expect((await client.send(new GetHostedZoneCommand({ Id: ResourceId }))).HostedZone?.Config?.Comment).toBe("new");
  expect((await client.send(new ListTagsForResourceCommand(tagged))).ResourceTagSet).toEqual({
    ...tagged,
    Tags: [{ Key: "b", Value: "2" }],
  });
});

it("lists zones in pages", async () => {
  const ids = [await create("a.example.com"), await create("b.example.com")].sort();
  const page = await client.send(new ListHostedZonesCommand({ MaxItems: 1 }));
  expect(page).toMatchObject({ IsTruncated: true, MaxItems: 1, NextMarker: ids[1] });
  const rest = await client.send(new ListHostedZonesCommand({ Marker: page.NextMarker }));
  expect(rest.HostedZones?.map(({ Id }) => Id)).toEqual([`/hostedzone/${ids[1]}`]);
});

it("rejects a record outside of its zone, and takes it in a zone that was not made here", async () => {
  const id = await create("example.com");
  const refusal = (name: string) => `[RRSet with DNS name ${name}. is not permitted in zone example.com.]`;
  for (const name of ["a.other.com", "anexample.com"])
    expect(await change(id, "CREATE", name)).toEqual(["InvalidChangeBatch", 400, refusal(name)]);
  expect(await change("ZTHEIRS", "CREATE", "a.other.com")).toMatchObject({ ChangeInfo: { Status: "INSYNC" } });
});

it("deletes a zone that has no records but its own, and then has none of that id", async () => {
  const id = await create("example.com");
  await change(id, "CREATE", "a.example.com");
  const remove = () => outcome(client.send(new DeleteHostedZoneCommand({ Id: id })));
  expect(await remove()).toEqual([
    "HostedZoneNotEmpty",
    400,
    "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
  ]);
  await change(id, "DELETE", "a.example.com");
  expect(await remove()).toMatchObject({ ChangeInfo: { Status: "INSYNC" } });
  const gone = ["NoSuchHostedZone", 404, `No hosted zone found with ID: ${id}`];
  expect(await outcome(client.send(new GetHostedZoneCommand({ Id: id })))).toEqual(gone);
  expect(await remove()).toEqual(gone);
});

it("rejects a caller reference that is taken, and a name that is none", async () => {
  const make = (Name: string) => outcome(client.send(new CreateHostedZoneCommand({ Name, CallerReference: "c" })));
  expect(await make("a b.com")).toEqual(["InvalidDomainName", 400, "The domain name a b.com is not valid"]);
  expect(await make("example.com")).toMatchObject({ HostedZone: { Name: "example.com." } });
  const taken = "A hosted zone has already been created with the specified caller reference.";
  expect(await make("example.com")).toEqual(["HostedZoneAlreadyExists", 409, taken]);
});

it("keeps zones from one process to the next, and reads the records that were kept before there were zones", async () => {
  const id = await create("example.com");
  route53.zoneTags("hostedzone", id).set("a", "1");
  await change(id, "CREATE", "a.example.com");
  const next = createRoute53(() => NOW.getTime());
  next.importState(route53.exportState());
  expect([next.zone(id), [...next.zoneTags("hostedzone", id)], next.recordSets(id)]).toEqual([
    route53.zone(id),
    [["a", "1"]],
    route53.recordSets(id),
  ]);
  const element = { Name: "b.example.com.", Type: "A" };
  next.importState([["ZOLD", [{ name: "b.example.com.", type: "A", setIdentifier: "", element }]]]);
  expect([next.zones(), next.recordSets("ZOLD")]).toMatchObject([[], [{ name: "b.example.com." }]]);
  next.importState({});
  expect(next.recordSets("ZOLD")).toEqual([]);
});

it("tells whether a record of any zone has a value", async () => {
  route53.changeRecordSets("ZTHEIRS", [
    {
      Action: "CREATE",
      ResourceRecordSet: {
        ...{ Name: "_x.Example.com", Type: "CNAME", TTL: "60" },
        ResourceRecords: { ResourceRecord: { Value: "_Y.acm-validations.aws" } },
      },
    },
  ]);
  const record = { name: "_x.example.com.", type: "CNAME", value: "_y.acm-validations.aws." };
  expect([record, { ...record, value: "_z." }, { ...record, type: "A" }].map(route53.hasRecord)).toEqual([
    true,
    false,
    false,
  ]);
});
