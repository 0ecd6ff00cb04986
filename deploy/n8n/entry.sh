#!/bin/sh
# Puts the image's pack where n8n loads community nodes from, then starts what follows. At each start, because that folder is in
# the volume: a newer image brings its newer pack. Only there do the nodes carry the package's name, as the templates do.
set -eu
: "${N8N_ENCRYPTION_KEY:?is missing: without it n8n makes one of its own, and credentials are lost with the volume}"
nodes="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes"
pack="${RINGOSTAT_PACK:-/opt/ringostat}"
mkdir -p "$nodes/node_modules"
[ -f "$nodes/package.json" ] || echo '{ "name": "installed-nodes", "private": true }' > "$nodes/package.json"
rm -rf "$nodes/node_modules/n8n-nodes-ringostat"
cp -R "$pack/node_modules/n8n-nodes-ringostat" "$nodes/node_modules/"
exec "$@"
