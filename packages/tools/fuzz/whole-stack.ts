import type { JsonObject } from "@sfn-websocket/languages/json";
import { SERVED } from "../benchmark/served";

const API_ID = "${aws_apigatewayv2_api.main.id}";
const STAGE = "${aws_apigatewayv2_stage.main.name}";
const DOMAIN = "${aws_apigatewayv2_domain_name.d.domain_name_configuration[0]";
const { resource } = SERVED;

/** A configuration with a resource of each type that is served, one of a type that is not, and blocks of each kind. */
export const WHOLE_STACK: JsonObject = {
  terraform: { required_version: ">= 1.5", required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: {
    aws: [
      { region: "us-east-1", default_tags: [{ tags: { a: "b" } }] },
      { alias: "eu", region: "eu-west-1" },
    ],
  },
  variable: { days: { type: "number", default: 30 }, name: { default: "n" } },
  locals: { name: "${var.name}-l", nested: { list: ["${local.name}"] } },
  data: {
    aws_caller_identity: { me: {} },
    aws_partition: { here: {} },
    aws_region: { here: { provider: "aws.eu" } },
    aws_iam_policy_document: {
      p: {
        statement: [{ actions: ["states:*"], resources: ["*"], principals: [{ type: "AWS", identifiers: ["*"] }] }],
      },
    },
  },
  output: {
    url: { value: "${aws_apigatewayv2_stage.main.invoke_url}", sensitive: true },
    all: { value: "${local.nested}" },
  },
  resource: {
    ...resource,
    aws_sqs_queue: { q: { name: "${local.name}" } },
    aws_api_gateway_account: {
      a: { cloudwatch_role_arn: "${aws_iam_role.gateway.arn}", depends_on: ["aws_iam_role.gateway"] },
    },
    aws_cloudwatch_log_group: { l: { name: "/aws/vendedlogs/l", retention_in_days: "${var.days}" } },
    aws_iam_policy: { p: { name: "p", policy: resource.aws_iam_role_policy.gateway.policy } },
    aws_iam_role_policy_attachment: {
      a: { role: "${aws_iam_role.gateway.name}", policy_arn: "${aws_iam_policy.p.arn}" },
    },
    aws_dynamodb_table: {
      t: {
        name: "t",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        ttl: { attribute_name: "expires", enabled: true },
        global_secondary_index: [{ name: "i", hash_key: "id", projection_type: "ALL" }],
      },
    },
    aws_cloudwatch_metric_alarm: {
      a: {
        alarm_name: "a",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 5,
        datapoints_to_alarm: 3,
        metric_name: "ClientError",
        namespace: "AWS/ApiGateway",
        period: 60,
        statistic: "Sum",
        threshold: 50,
        dimensions: { ApiId: API_ID, Stage: STAGE },
      },
    },
    aws_cloudwatch_dashboard: { d: { dashboard_name: "d", dashboard_body: '{"widgets":[]}' } },
    aws_sfn_alias: {
      a: {
        name: "live",
        routing_configuration: [
          { state_machine_version_arn: "${aws_sfn_state_machine.greet.state_machine_version_arn}", weight: 100 },
        ],
      },
    },
    aws_sfn_state_machine: {
      ...resource.aws_sfn_state_machine,
      greet: {
        ...resource.aws_sfn_state_machine.greet,
        publish: true,
        logging_configuration: {
          level: "ALL",
          include_execution_data: true,
          log_destination: "${aws_cloudwatch_log_group.l.arn}:*",
        },
        tracing_configuration: [{ enabled: true }],
      },
    },
    aws_apigatewayv2_authorizer: {
      a: {
        api_id: API_ID,
        authorizer_type: "REQUEST",
        name: "a",
        authorizer_uri:
          "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
        identity_sources: ["route.request.header.Auth"],
      },
    },
    aws_apigatewayv2_stage: {
      main: {
        ...resource.aws_apigatewayv2_stage.main,
        access_log_settings: {
          destination_arn: "${aws_cloudwatch_log_group.l.arn}",
          format: '{"id":"$context.requestId"}',
        },
        default_route_settings: [{ throttling_burst_limit: 100, throttling_rate_limit: 50, logging_level: "INFO" }],
        route_settings: [{ route_key: "$default", data_trace_enabled: true }],
        stage_variables: { a: "b" },
      },
    },
    aws_apigatewayv2_domain_name: {
      d: {
        domain_name: "chat.example.com",
        domain_name_configuration: {
          certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
          endpoint_type: "REGIONAL",
          security_policy: "TLS_1_2",
        },
      },
    },
    aws_apigatewayv2_api_mapping: {
      m: { api_id: API_ID, domain_name: "${aws_apigatewayv2_domain_name.d.id}", stage: STAGE, api_mapping_key: "v1" },
    },
    aws_route53_record: {
      r: {
        zone_id: "Z1",
        name: "chat.example.com",
        type: "A",
        alias: {
          name: `${DOMAIN}.target_domain_name}`,
          zone_id: `${DOMAIN}.hosted_zone_id}`,
          evaluate_target_health: false,
        },
      },
    },
    aws_api_gateway_api_key: { k: { name: "k", value: "abcdefghijklmnopqrstuvwxyz" } },
    aws_api_gateway_usage_plan: {
      u: {
        name: "u",
        api_stages: [{ api_id: API_ID, stage: STAGE }],
        quota_settings: { limit: 20, period: "WEEK" },
        throttle_settings: { burst_limit: 5, rate_limit: 10 },
      },
    },
    aws_api_gateway_usage_plan_key: {
      k: {
        key_id: "${aws_api_gateway_api_key.k.id}",
        key_type: "API_KEY",
        usage_plan_id: "${aws_api_gateway_usage_plan.u.id}",
      },
    },
    aws_cloudfront_function: {
      f: {
        name: "f",
        runtime: "cloudfront-js-2.0",
        publish: true,
        code: "function handler(event) { return event.request; }",
      },
    },
    aws_cloudfront_distribution: {
      d: {
        enabled: true,
        default_cache_behavior: {
          allowed_methods: ["GET", "HEAD"],
          cached_methods: ["GET", "HEAD"],
          cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
          target_origin_id: "o",
          viewer_protocol_policy: "https-only",
          function_association: [{ event_type: "viewer-request", function_arn: "${aws_cloudfront_function.f.arn}" }],
        },
        origin: [
          {
            origin_id: "o",
            domain_name: `${API_ID}.execute-api.us-east-1.amazonaws.com`,
            origin_path: "/api",
            custom_origin_config: {
              http_port: 80,
              https_port: 443,
              origin_protocol_policy: "https-only",
              origin_ssl_protocols: ["TLSv1.2"],
            },
          },
        ],
        restrictions: { geo_restriction: { restriction_type: "none" } },
        viewer_certificate: { cloudfront_default_certificate: true },
      },
    },
    aws_lambda_permission: {
      p: { action: "lambda:InvokeFunction", function_name: "f", principal: "apigateway.amazonaws.com" },
    },
  },
};
