#!/bin/sh
# The image's entry: starts one service, or a tool, by its folder. What OCE_…_FILE, NATS_PASSWORD_FILE and
# MONGODB_URI_FILE name is read from the file.
set -eu
for name in $(env | sed -n 's/^\(OCE_[A-Z_]*\|NATS_PASSWORD\|MONGODB_URI\)_FILE=.*/\1/p'); do
  file="$(printenv "${name}_FILE")"
  [ -r "$file" ] || { echo "entry: ${name}_FILE names $file, which cannot be read" >&2; exit 78; }
  export "$name=$(cat "$file")"
  unset "${name}_FILE"
done
cd "$(dirname "$0")/.."
target="${1:?entry: name a service, for example services/sales}"
shift
[ -f "$target/dist/src/main.js" ] || { echo "entry: there is no built $target" >&2; exit 64; }
exec node "$target/dist/src/main.js" "$@"
