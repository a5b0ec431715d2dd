"use strict";
// Swagger UI over this server's own description. validatorUrl null: no badge asks another host.
SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ["get"],
});
