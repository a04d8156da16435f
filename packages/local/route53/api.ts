import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createRestXmlApi, type RestXmlActions, type RestXmlRequest } from "../protocols/rest-xml-protocol";
import { childOf, elementsOf, textOf } from "../protocols/xml-element";
import { createChangeId, describeChange, PATH, readMaxItems, ZONE } from "./change-info";
import { CHANGE } from "./request-members";
import { normalizeName, type RecordSet, sortKey } from "./record-sets";
import { type Route53, Route53Error } from "./route53";
import { ZONE_ACTIONS } from "./zone-actions";

/** Returns what answers Route 53's API, as far as it is about zones and their records. */
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
  ...ZONE_ACTIONS,
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
      const { ChangeInfo } = describeChange(route53, createChangeId());
      const Comment = textOf(batch, "Comment");
      return {
        body: { ChangeResourceRecordSetsResponse: { ChangeInfo: { ...ChangeInfo, ...(Comment && { Comment }) } } },
      };
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
  const most = readMaxItems(query.get("maxitems") ?? "300", 300);
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

const describeNext = ({ name, type, setIdentifier }: RecordSet) => ({
  NextRecordName: name,
  NextRecordType: type,
  ...(setIdentifier && { NextRecordIdentifier: setIdentifier }),
});
