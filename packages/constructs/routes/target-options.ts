import { show } from "../options/show-value";
import type { OptionRows, RefuseValue } from "../options/option";
import { isRecord, refuseBoolean } from "../options/refuse-value";
import type { CallingRouteOptions } from "../options/route-props";
import type {
  EventsRouteProps,
  HandingRouteOptions,
  HttpRouteProps,
  SnsRouteProps,
  SqsRouteProps,
} from "../options/target-props";

type OwnRows<Props> = OptionRows<Omit<Props, keyof CallingRouteOptions>>;

/** Refuses what is neither an ARN of the service nor a reference that Terraform fills in. */
const refuseArn =
  (service: string, resource: RegExp, example: string): RefuseValue =>
  (value) => {
    const text = typeof value === "string" ? value : "";
    if (/^\$\{[^}]+\}$/.test(text)) return undefined;
    const [, rest = ""] = new RegExp(`^arn:[\\w-]+:${service}:[\\w-]+:\\d{12}:(.+)$`).exec(text) ?? [];
    if (resource.test(rest)) return undefined;
    return `is no ARN of ${service}, got ${show(value)}; write it as in 'arn:aws:${service}:us-east-1:123456789012:${example}'`;
  };

const HANDING: OptionRows<Omit<HandingRouteOptions, keyof CallingRouteOptions>> = {
  response: {
    otherwise: "ids of connection and request",
    meaning:
      '`{ template: "…" }`: a mapping template of what the client gets once the message is handed on, which knows `$context` and not the message; `"none"`: nothing, a one-way route',
    refuse: (value) =>
      value === "none" || (isRecord(value) && typeof value["template"] === "string" && Object.keys(value).length === 1)
        ? undefined
        : `is unknown, got ${show(value)}; give "none" or { template: "..." }`,
  },
};

const FIFO = {
  otherwise: "as the name ends",
  meaning: "whether it is a FIFO one, in which a connection's messages keep their order",
  refuse: refuseBoolean,
} as const;

const SQS: OwnRows<SqsRouteProps> = {
  sqs: {
    otherwise: "one of the kinds",
    meaning:
      "an SQS queue's ARN: it gets each message byte for byte, with the connection's id as the attribute `connectionId`",
    refuse: refuseArn("sqs", /^[\w-]{1,80}(\.fifo)?$/, "orders"),
  },
  fifo: FIFO,
  ...HANDING,
};

const SNS: OwnRows<SnsRouteProps> = {
  sns: {
    otherwise: "one of the kinds",
    meaning:
      "an SNS topic's ARN: it gets each message byte for byte, with the connection's id as the attribute `connectionId`",
    refuse: refuseArn("sns", /^[\w-]{1,256}(\.fifo)?$/, "orders"),
  },
  fifo: FIFO,
  ...HANDING,
};

const EVENTS: OwnRows<EventsRouteProps> = {
  events: {
    otherwise: "one of the kinds",
    meaning:
      'an EventBridge bus\'s ARN: an event for each message, `detail-type` the route key, `detail` `{"connectionId":…,"data":…}`',
    refuse: refuseArn("events", /^event-bus\/[\w./-]+$/, "event-bus/default"),
  },
  source: {
    otherwise: '`"websocket-api"`',
    meaning: "the events' `source`",
    refuse: (value) =>
      typeof value === "string" && /^(?!aws\.)[\w.-]{1,256}$/.test(value)
        ? undefined
        : `is no source of events, got ${show(value)}; use letters, digits, '.', '-' and '_', and not AWS's own 'aws.'`,
  },
  ...HANDING,
};

const HTTP: OwnRows<HttpRouteProps> = {
  http: {
    otherwise: "one of the kinds",
    meaning:
      "a server's URL, which gets each message by POST, with the connection's id as the header `connectionId`; the client gets its body",
    refuse: (value) =>
      typeof value === "string" && /^(https?:\/\/[^\s/]+\S*|\$\{[^}]+\})$/.test(value)
        ? undefined
        : `is no URL, got ${show(value)}; write it as in 'https://api.example.com/quotes'`,
  },
  response: {
    otherwise: "the server's body",
    meaning: '`"none"`: nothing, a one-way route',
    refuse: (value) => (value === "none" ? undefined : `is unknown, got ${show(value)}; give "none", or leave it out`),
  },
};

/** The options of the routes that hand their messages on, by the option that makes a route one of them. */
export const TARGET_KINDS = { sqs: SQS, sns: SNS, events: EVENTS, http: HTTP } as const;
