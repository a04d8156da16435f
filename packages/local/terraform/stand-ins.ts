import { createHash } from "node:crypto";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { writePolicyDocument } from "./policy-document";

/** A thing that is not served, of which something served wants to know an attribute. */
export interface Absent {
  /** `aws_sqs_queue.orders`, or `data.aws_kms_key.main` */
  readonly address: string;
  /** its own attributes, as far as they can be read */
  readonly attributes: JsonObject;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

type StandIn = (absent: Absent) => JsonObject;

/**
 * The attributes that AWS, or another provider, would add to those of the configuration: of the right form, and of no
 * meaning. A type that is not here has its own attributes alone.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const STAND_INS: Readonly<Record<string, StandIn>> = {
  archive_file: ({ attributes }) => ({
    id: String(attributes.output_path ?? ""),
    output_base64sha256: "",
    output_sha: "",
    output_md5: "",
  }),
  aws_acm_certificate: (absent) => arnAndId(arn(absent, "acm", `certificate/${uuid(absent)}`)),
  aws_acm_certificate_validation: ({ attributes }) => ({ id: String(attributes.certificate_arn ?? "") }),
  aws_cloudwatch_event_bus: (absent) => named(absent, "events", "event-bus/"),
  aws_cloudwatch_event_rule: (absent) => named(absent, "events", "rule/"),
  aws_cognito_user_pool: (absent) => {
    const id = `${absent.region}_${hash(absent).slice(0, 9)}`;
    const endpoint = `cognito-idp.${absent.region}.amazonaws.com/${id}`;
    return { id, arn: arn(absent, "cognito-idp", `userpool/${id}`), endpoint };
  },
  aws_cognito_user_pool_client: (absent) => ({ id: hash(absent).slice(0, 26) }),
  aws_iam_policy_document: ({ attributes }) => writePolicyDocument(attributes),
  aws_kinesis_firehose_delivery_stream: (absent) => named(absent, "firehose", "deliverystream/"),
  aws_kinesis_stream: (absent) => named(absent, "kinesis", "stream/"),
  aws_kms_alias: (absent) => ({
    ...named(absent, "kms", ""),
    target_key_arn: arn(absent, "kms", `key/${uuid(absent)}`),
  }),
  aws_kms_key: (absent) => {
    const id = uuid(absent);
    return { id, key_id: id, arn: arn(absent, "kms", `key/${id}`) };
  },
  aws_lambda_layer_version: (absent) => arnAndId(arn(absent, "lambda", `layer:${nameOf(absent, "layer_name")}:1`)),
  aws_route53_zone: (absent) => {
    const id = `Z${hash(absent).slice(0, 13).toUpperCase()}`;
    return { id, zone_id: id, arn: `arn:${absent.partition}:route53:::hostedzone/${id}` };
  },
  aws_s3_bucket: (absent) => {
    const bucket = nameOf(absent, "bucket");
    const domain = `${bucket}.s3.amazonaws.com`;
    return { id: bucket, bucket, arn: `arn:${absent.partition}:s3:::${bucket}`, bucket_domain_name: domain };
  },
  aws_secretsmanager_secret: (absent) =>
    arnAndId(arn(absent, "secretsmanager", `secret:${nameOf(absent)}-${hash(absent).slice(0, 6)}`)),
  aws_security_group: (absent) => physical(absent, "sg", "security-group"),
  aws_sns_topic: (absent) => ({ ...arnAndId(arn(absent, "sns", nameOf(absent))), name: nameOf(absent) }),
  aws_sqs_queue: (absent) => {
    const name = nameOf(absent);
    const url = `https://sqs.${absent.region}.amazonaws.com/${absent.accountId}/${name}`;
    return { id: url, url, name, arn: arn(absent, "sqs", name) };
  },
  aws_ssm_parameter: (absent) => {
    const name = nameOf(absent);
    return { id: name, name, arn: arn(absent, "ssm", `parameter/${name.replace(/^\//, "")}`) };
  },
  aws_subnet: (absent) => physical(absent, "subnet", "subnet"),
  aws_vpc: (absent) => physical(absent, "vpc", "vpc"),
  aws_wafv2_web_acl: (absent) =>
    arnAndId(arn(absent, "wafv2", `regional/webacl/${nameOf(absent)}/${uuid(absent)}`), uuid(absent)),
  null_resource: (absent) => ({ id: hash(absent) }),
  random_id: (absent) => ({ id: hash(absent), hex: hash(absent).slice(0, 16), b64_url: hash(absent).slice(0, 11) }),
  random_integer: ({ attributes }) => ({ id: String(attributes.min ?? 0), result: attributes.min ?? 0 }),
  random_password: randomText,
  random_pet: (absent) => ({ id: `pet-${hash(absent).slice(0, 6)}` }),
  random_string: randomText,
  random_uuid: (absent) => ({ id: uuid(absent), result: uuid(absent) }),
  terraform_data: (absent) => ({ id: uuid(absent), output: absent.attributes.input ?? null }),
};

/** The same for the same address at each start: a name that holds it is the same name. */
const hash = ({ address }: Absent): string => createHash("sha256").update(address).digest("hex");

function uuid(absent: Absent): string {
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(hash(absent)) ?? [];
  return parts.join("-");
}

/** What the configuration calls it, else the resource's own name in the configuration. */
function nameOf({ address, attributes }: Absent, attribute = "name"): string {
  const given: Json | undefined = attributes[attribute];
  return typeof given === "string" ? given : (address.split(".").at(-1) ?? address);
}

const arn = ({ partition, region, accountId }: Absent, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;

const arnAndId = (text: string, id = text): JsonObject => ({ id, arn: text });

function named(absent: Absent, service: string, before: string): JsonObject {
  const name = nameOf(absent);
  return { id: name, name, arn: arn(absent, service, `${before}${name}`) };
}

function physical(absent: Absent, prefix: string, kind: string): JsonObject {
  const id = `${prefix}-${hash(absent).slice(0, 17)}`;
  return { id, arn: arn(absent, "ec2", `${kind}/${id}`) };
}

function randomText(absent: Absent): JsonObject {
  const { length } = absent.attributes;
  const result = hash(absent).slice(0, typeof length === "number" ? length : 16);
  return { id: result, result };
}
