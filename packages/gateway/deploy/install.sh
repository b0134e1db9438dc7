#!/bin/sh
# Installs the gateway as a service on Debian or Astra Linux. Run as root beside the packed gateway (npm pack
# or npm run release): sh install.sh <tarball> [<tarball> …]. Running it again upgrades; settings and state
# are kept.
set -eu

[ "$(id -u)" = 0 ] || { echo 'install.sh: run as root' >&2; exit 1; }
[ $# -gt 0 ] || { echo 'usage: sh install.sh <tarball> [<tarball> ...]' >&2; exit 2; }
command -v node >/dev/null || { echo 'install.sh: Node 20.19 or newer is required' >&2; exit 1; }
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
  { echo 'install.sh: Node 20.19 or newer is required' >&2; exit 1; }

here=$(dirname "$0")
getent passwd cid-gateway >/dev/null ||
  useradd --system --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin --user-group cid-gateway

install -d -m 0755 /opt/cid-gateway
npm install --prefix /opt/cid-gateway --omit=dev --no-audit --no-fund "$@"

install -d -m 0750 -o root -g cid-gateway /etc/cid-gateway
if [ ! -e /etc/cid-gateway/environment ]; then
  install -m 0640 -o root -g cid-gateway /dev/null /etc/cid-gateway/environment
  cat >/etc/cid-gateway/environment <<'SETTINGS'
# See docs/gateway.md. Without CID_VERIFIER=max this is training: nothing is real.
CID_PORT=8080
CID_STORE=file:/var/lib/cid-gateway/store.db
#CID_VERIFIER=max
#CID_MAX_TOKEN_FILE=/etc/cid-gateway/token
#CID_MAX_CA_FILE=/etc/cid-gateway/max-ca.pem
#CID_CALLER_KEYS_FILE=/etc/cid-gateway/keys
#CID_ALLOWED_ORIGINS=https://ils.example.org
# Both lines are needed behind a reverse proxy on this machine, because its requests come from loopback.
#CID_TRUST_PROXY=loopback
#CID_REQUIRE_CALLER=on
SETTINGS
fi
install -m 0644 "$here/cid-gateway.service" /etc/systemd/system/cid-gateway.service
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable cid-gateway
  systemctl restart cid-gateway
  systemctl --no-pager --lines=0 status cid-gateway
else
  echo 'systemd is not running: the unit is installed, but not started.'
fi
