import type { Constraints } from "../protocols/constraints";

/**
 * A record set is kept and told as it came; nothing resolves its name.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
const RECORD_SET: Constraints = {
  Name: {},
  Type: {},
  SetIdentifier: {},
  Weight: {},
  Region: {},
  GeoLocation: { members: { ContinentCode: {}, CountryCode: {}, SubdivisionCode: {} } },
  Failover: {},
  MultiValueAnswer: {},
  TTL: {},
  ResourceRecords: { members: { ResourceRecord: { members: { Value: {} } } } },
  AliasTarget: { members: { HostedZoneId: {}, DNSName: {}, EvaluateTargetHealth: {} } },
  HealthCheckId: {},
  TrafficPolicyInstanceId: {},
  CidrRoutingConfig: { members: { CollectionId: {}, LocationName: {} } },
  GeoProximityLocation: {
    members: {
      AWSRegion: {},
      LocalZoneGroup: {},
      Coordinates: { members: { Latitude: {}, Longitude: {} } },
      Bias: {},
    },
  },
};

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html */
export const CHANGE: Constraints = {
  ChangeBatch: {
    members: {
      Comment: {},
      Changes: { members: { Change: { members: { Action: {}, ResourceRecordSet: { members: RECORD_SET } } } } },
    },
  },
};
