// The viewer on the joined description; nothing is loaded from elsewhere.
window.SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  docExpansion: 'none',
  validatorUrl: null,
  tagsSorter: 'alpha',
});
