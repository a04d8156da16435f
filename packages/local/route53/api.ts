import { randomInt } from "node:crypto";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createRestXmlApi, type RestXmlActions, type RestXmlRequest } from "../protocols/rest-xml-protocol";
import { childOf, elementsOf } from "../protocols/xml-element";
import { CHANGE } from "./request-members";
import { normalizeName, type RecordSet, sortKey } from "./record-sets";
import { type Route53, Route53Error } from "./route53";

const PATH = "/2013-04-01";
const ZONE = `${PATH}/hostedzone/{Id}`;

/** Returns what answers Route 53's API, as far as it is about the records of zones. */
export function createRoute53Api(route53: Route53, log: (line: string) => void): (request: AwsRequest) => ApiAnswer {
  return createRestXmlApi({
    service: "Route 53",
    namespace: "https://route53.amazonaws.com/doc/2013-04-01/",
    actions: ACTIONS,
    store: route53,
    isError: (thrown) => thrown instanceof Route53Error,
    log,
  });
}

/** The API's actions, by name. */
export const ACTIONS: RestXmlActions<Route53> = {
  GetHostedZone: {
    method: "GET",
    path: ZONE,
    call(route53, { parameter }) {
      const id = parameter("Id");
      const zone = {
        Id: `/hostedzone/${id}`,
        Name: route53.zoneName(id),
        CallerReference: id,
        Config: { PrivateZone: "false" },
        ResourceRecordSetCount: route53.recordSets(id).length,
      };
      const NameServer = [1, 2, 3, 4].map((number) => `ns-${number}.awsdns-0${number}.com`);
      return {
        body: { GetHostedZoneResponse: { HostedZone: zone, DelegationSet: { NameServers: { NameServer } } } },
      };
    },
  },
  ListResourceRecordSets: {
    method: "GET",
    path: `${ZONE}/rrset`,
    query: ["name", "type", "identifier", "maxitems"],
    call: (route53, request) => ({ body: { ListResourceRecordSetsResponse: listPage(route53, request) } }),
  },
  ChangeResourceRecordSets: {
    method: "POST",
    path: `${ZONE}/rrset`,
    members: { ChangeResourceRecordSetsRequest: { members: CHANGE } },
    mutates: true,
    call(route53, { parameter, body }) {
      const batch = childOf(body("ChangeResourceRecordSetsRequest"), "ChangeBatch");
      route53.changeRecordSets(parameter("Id"), elementsOf(childOf(batch, "Changes"), "Change"));
      return { body: { ChangeResourceRecordSetsResponse: describeChange(route53, createChangeId()) } };
    },
  },
  GetChange: {
    method: "GET",
    path: `${PATH}/change/{Id}`,
    call(route53, { parameter }) {
      const id = parameter("Id");
      if (/^C[A-Z0-9]+$/.test(id)) return { body: { GetChangeResponse: describeChange(route53, id) } };
      throw new Route53Error("NoSuchChange", `Could not find resource with ID: ${id}`);
    },
  },
};

/** The record sets of a page; of the next one, where it begins. */
function listPage(route53: Route53, { parameter, query }: RestXmlRequest) {
  const most = readMaxItems(query.get("maxitems") ?? "300");
  const [name, type = "", setIdentifier = ""] = ["name", "type", "identifier"].map((each) => query.get(each) ?? "");
  const first = name ? sortKey({ name: normalizeName(name), type, setIdentifier }) : "";
  const found = route53.recordSets(parameter("Id")).filter((set) => sortKey(set) >= first);
  const next = found[most];
  return {
    ResourceRecordSets: { ResourceRecordSet: found.slice(0, most).map(({ element }) => element) },
    IsTruncated: String(next !== undefined),
    MaxItems: most,
    ...(next && describeNext(next)),
  };
}

/** At most 300. *Assumed*: the text. */
function readMaxItems(text: string): number {
  if (/^0*[1-9]\d*$/.test(text)) return Math.min(Number(text), 300);
  throw new Route53Error("InvalidInput", `Invalid value for maxitems: '${text}'`);
}

const describeNext = ({ name, type, setIdentifier }: RecordSet) => ({
  NextRecordName: name,
  NextRecordType: type,
  ...(setIdentifier && { NextRecordIdentifier: setIdentifier }),
});

const createChangeId = (): string =>
  `C${Array.from({ length: 20 }, () => randomInt(36).toString(36)).join("")}`.toUpperCase();

/** A change is in every name server at once, where AWS takes up to a minute. */
const describeChange = (route53: Route53, id: string) => ({
  ChangeInfo: { Id: `/change/${id}`, Status: "INSYNC", SubmittedAt: new Date(route53.now()).toISOString() },
});
