import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import { block, text } from "./attributes";
import type { Create } from "./resource-types";

/** Route 53's resource types. Names are complete here: nothing tells the name of the zone that a short one is meant in. */
export const ROUTE53_RESOURCES: Readonly<Record<string, Create>> = {
  aws_route53_record({ attributes, aws }) {
    const [zoneId, name, type] = ["zone_id", "name", "type"].map((each) => text(attributes, each)) as [
      string,
      string,
      string,
    ];
    const fqdn = name.toLowerCase().replace(/\.$/, "");
    const { set_identifier: identifier, allow_overwrite: overwrite } = attributes;
    const action = overwrite === true ? "UPSERT" : "CREATE";
    const set = { Name: fqdn, Type: type, ...describeValue(attributes) };
    const identified = typeof identifier === "string" ? { ...set, SetIdentifier: identifier } : set;
    aws.route53.changeRecordSets(zoneId, [{ Action: action, ResourceRecordSet: identified }]);
    const parts = [zoneId, fqdn, type, ...(typeof identifier === "string" ? [identifier] : [])];
    return { id: parts.join("_"), fqdn };
  },
};

function describeValue({ alias, records, ttl }: JsonObject): JsonObject {
  const target = block(alias);
  if (isJsonObject(target)) {
    const health = String(target.evaluate_target_health ?? false);
    const HostedZoneId = text(target, "zone_id");
    return { AliasTarget: { HostedZoneId, DNSName: text(target, "name"), EvaluateTargetHealth: health } };
  }
  if (!Array.isArray(records)) return {};
  return { TTL: ttl ?? 300, ResourceRecords: { ResourceRecord: records.map((Value) => ({ Value })) } };
}
