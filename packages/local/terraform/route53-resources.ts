import type { JsonObject } from "@sfn-websocket/languages/json";
import { block, findText, text } from "./attributes";
import type { Create } from "./resource-types";

/** Route 53's resource types. Names are complete here: nothing tells the name of the zone that a short one is meant in. */
export const ROUTE53_RESOURCES: Readonly<Record<string, Create>> = {
  aws_route53_record({ attributes, aws }) {
    const zoneId = text(attributes, "zone_id");
    const fqdn = text(attributes, "name").toLowerCase().replace(/\.$/, "");
    const type = text(attributes, "type");
    const identifier = findText(attributes, "set_identifier");
    const action = attributes.allow_overwrite === true ? "UPSERT" : "CREATE";
    const set = { Name: fqdn, Type: type, ...describeValue(attributes) };
    const identified = identifier === undefined ? set : { ...set, SetIdentifier: identifier };
    aws.route53.changeRecordSets(zoneId, [{ Action: action, ResourceRecordSet: identified }]);
    return { id: [zoneId, fqdn, type, ...(identifier === undefined ? [] : [identifier])].join("_"), fqdn };
  },
};

function describeValue({ alias, records, ttl }: JsonObject): JsonObject {
  const target = block(alias);
  if (target) {
    const health = String(target.evaluate_target_health ?? false);
    const HostedZoneId = text(target, "zone_id");
    return { AliasTarget: { HostedZoneId, DNSName: text(target, "name"), EvaluateTargetHealth: health } };
  }
  if (!Array.isArray(records)) return {};
  return { TTL: ttl ?? 300, ResourceRecords: { ResourceRecord: records.map((Value) => ({ Value })) } };
}
