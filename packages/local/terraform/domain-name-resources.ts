import { addDomainName, putMapping } from "../apigateway/control/domain-names";
import { block, request, text } from "./attributes";
import type { Create } from "./resource-types";

/** The resource types of custom domain names. Certificates and trust stores are named, and nobody looks at them. */
export const DOMAIN_NAME_RESOURCES: Readonly<Record<string, Create>> = {
  aws_apigatewayv2_domain_name({ attributes, aws, region }) {
    const given = block(attributes.domain_name_configuration) ?? {};
    const requested = {
      domainName: text(attributes, "domain_name"),
      domainNameConfigurations: [request(given, { certificateArn: "" })],
    };
    const { partition } = aws;
    const created = addDomainName(aws.region(region).apigateway.domainNames, requested, { partition, region });
    const told = created.domainNameConfigurations.map((configuration) => ({
      ...given,
      target_domain_name: configuration.apiGatewayDomainName,
      ...(configuration.hostedZoneId !== undefined && { hosted_zone_id: configuration.hostedZoneId }),
      ip_address_type: configuration.ipAddressType,
    }));
    return {
      id: created.domainName,
      arn: created.domainNameArn,
      api_mapping_selection_expression: created.apiMappingSelectionExpression,
      domain_name_configuration: told,
    };
  },
  aws_apigatewayv2_api_mapping({ attributes, id, aws, region }) {
    const { apigateway } = aws.region(region);
    const mapping = { apiMappingId: id, ...request(attributes, { apiId: "", domainName: "", stage: "" }) };
    apigateway.getStage(mapping.apiId, mapping.stage);
    putMapping(apigateway.domainNames, mapping);
    return { id };
  },
};
