import type { RestXmlActions, RestXmlRequest } from "../protocols/rest-xml-protocol";
import { childOf, elementsOf, textOf, textsOf, type XmlElement } from "../protocols/xml-element";
import { createChangeId, describeChange, PATH, readMaxItems, ZONE } from "./change-info";
import type { HostedZone } from "./hosted-zones";
import type { Route53 } from "./route53";

const TAGS = `${PATH}/tags/{ResourceType}/{ResourceId}`;

/** The actions on hosted zones and their tags. */
export const ZONE_ACTIONS: RestXmlActions<Route53> = {
  CreateHostedZone: {
    method: "POST",
    path: `${PATH}/hostedzone`,
    members: {
      CreateHostedZoneRequest: {
        members: {
          Name: {},
          VPC: { members: { VPCRegion: {}, VPCId: {} } },
          CallerReference: {},
          HostedZoneConfig: { members: { Comment: {}, PrivateZone: {} } },
        },
      },
    },
    status: 201,
    mutates: true,
    call(route53, { body }) {
      const given = body("CreateHostedZoneRequest");
      const vpc = childOf(given, "VPC");
      const zone = route53.createZone({
        name: textOf(given, "Name") ?? "",
        callerReference: textOf(given, "CallerReference") ?? "",
        comment: textOf(childOf(given, "HostedZoneConfig"), "Comment") ?? "",
        vpcs: Object.keys(vpc).length === 0 ? [] : [vpc],
      });
      const answer = {
        HostedZone: describeZone(route53, zone),
        ...describeChange(route53, createChangeId()),
        DelegationSet: describeServers(zone),
        ...(zone.vpcs[0] && { VPC: zone.vpcs[0] }),
      };
      const Location = `https://route53.amazonaws.com${PATH}/hostedzone/${zone.id}`;
      return { headers: { Location }, body: { CreateHostedZoneResponse: answer } };
    },
  },
  GetHostedZone: {
    method: "GET",
    path: ZONE,
    call(route53, { parameter }) {
      const zone = route53.zone(parameter("Id"));
      const servers: XmlElement =
        zone.vpcs.length > 0 ? { VPCs: { VPC: [...zone.vpcs] } } : { DelegationSet: describeServers(zone) };
      return { body: { GetHostedZoneResponse: { HostedZone: describeZone(route53, zone), ...servers } } };
    },
  },
  ListHostedZones: {
    method: "GET",
    path: `${PATH}/hostedzone`,
    query: ["marker", "maxitems"],
    call: (route53, request) => ({ body: { ListHostedZonesResponse: listZones(route53, request) } }),
  },
  UpdateHostedZoneComment: {
    method: "POST",
    path: ZONE,
    members: { UpdateHostedZoneCommentRequest: { members: { Comment: {} } } },
    mutates: true,
    call(route53, { parameter, body }) {
      const comment = textOf(body("UpdateHostedZoneCommentRequest"), "Comment") ?? "";
      const zone = route53.commentZone(parameter("Id"), comment);
      return { body: { UpdateHostedZoneCommentResponse: { HostedZone: describeZone(route53, zone) } } };
    },
  },
  DeleteHostedZone: {
    method: "DELETE",
    path: ZONE,
    mutates: true,
    call(route53, { parameter }) {
      route53.deleteZone(parameter("Id"));
      return { body: { DeleteHostedZoneResponse: describeChange(route53, createChangeId()) } };
    },
  },
  ListTagsForResource: {
    method: "GET",
    path: TAGS,
    call(route53, { parameter }) {
      const ResourceType = parameter("ResourceType");
      const ResourceId = parameter("ResourceId");
      const tags = [...route53.zoneTags(ResourceType, ResourceId)].map(([Key, Value]) => ({ Key, Value }));
      const ResourceTagSet = { ResourceType, ResourceId, Tags: { Tag: tags } };
      return { body: { ListTagsForResourceResponse: { ResourceTagSet } } };
    },
  },
  ChangeTagsForResource: {
    method: "POST",
    path: TAGS,
    members: {
      ChangeTagsForResourceRequest: {
        members: {
          AddTags: { members: { Tag: { members: { Key: {}, Value: {} } } } },
          RemoveTagKeys: { members: { Key: {} } },
        },
      },
    },
    mutates: true,
    call(route53, { parameter, body }) {
      const tags = route53.zoneTags(parameter("ResourceType"), parameter("ResourceId"));
      const given = body("ChangeTagsForResourceRequest");
      for (const tag of elementsOf(childOf(given, "AddTags"), "Tag"))
        tags.set(textOf(tag, "Key") ?? "", textOf(tag, "Value") ?? "");
      for (const key of textsOf(childOf(given, "RemoveTagKeys"), "Key")) tags.delete(key);
      return { body: { ChangeTagsForResourceResponse: {} } };
    },
  },
};

const describeZone = (route53: Route53, { id, name, callerReference, comment, vpcs }: HostedZone): XmlElement => ({
  Id: `/hostedzone/${id}`,
  Name: name,
  CallerReference: callerReference,
  Config: { ...(comment !== "" && { Comment: comment }), PrivateZone: String(vpcs.length > 0) },
  ResourceRecordSetCount: route53.recordSets(id).length,
});

const describeServers = ({ nameServers }: HostedZone): XmlElement => ({
  NameServers: { NameServer: [...nameServers] },
});

/** The zones of a page; of the next one, where it begins. */
function listZones(route53: Route53, { query }: RestXmlRequest): XmlElement {
  const most = readMaxItems(query.get("maxitems") ?? "100", 100);
  const marker = query.get("marker") ?? "";
  const zones = route53.zones().filter(({ id }) => id >= marker);
  const next = zones[most];
  return {
    HostedZones: { HostedZone: zones.slice(0, most).map((zone) => describeZone(route53, zone)) },
    ...(marker !== "" && { Marker: marker }),
    IsTruncated: String(next !== undefined),
    MaxItems: most,
    ...(next && { NextMarker: next.id }),
  };
}
