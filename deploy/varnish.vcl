vcl 4.1;

# Redaksi behind Varnish 7. Start varnishd with `-p http_gzip_support=off` (the edge has gzip and brotli ready) and
# `-p http_resp_hdr_len=32k` (pages name the keys of all that they show).
#
# A publish drops at once every page that shows what it touched, by surrogate key. Set on the newsroom's side:
#   REDAKSI_TRUSTED_PROXIES=127.0.0.1
#   REDAKSI_PURGE_URLS=http://127.0.0.1:6081

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 180s;
}

# Who may purge: the newsroom on this machine. Add its address where it runs on another.
acl newsroom {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ newsroom) {
            return (synth(403, "Not the newsroom"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z0-9* -]+$") {
            return (synth(400, "No keys"));
        }
        if (req.http.Surrogate-Key ~ "(^| )\*( |$)") {
            ban("obj.status != 0");
        } else {
            ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " +", "|") + ")(\s|$)");
        }
        return (synth(200, "Purged"));
    }
    if ((req.method != "GET" && req.method != "HEAD") || req.url ~ "^/(desk|api|static|media)/") {
        return (pass);
    }
    # One copy for each coding that the edge has.
    if (req.http.Accept-Encoding ~ "(?i)\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # Pages that are kept look at no cookie; what is passed on gets it back below.
    if (req.http.Cookie) {
        set req.http.X-Kept-Cookie = req.http.Cookie;
        unset req.http.Cookie;
    }
    return (hash);
}

sub vcl_backend_fetch {
    if (bereq.http.X-Kept-Cookie) {
        set bereq.http.Cookie = bereq.http.X-Kept-Cookie;
        unset bereq.http.X-Kept-Cookie;
    }
}

sub vcl_backend_response {
    # No stale pages from here: the edge does that, and knows which ones were withdrawn.
    set beresp.grace = 0s;
    if (beresp.http.Surrogate-Control ~ "max-age=\d" && !beresp.http.Set-Cookie) {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*max-age=(\d+).*$", "\1s"), 0s)
            - std.duration(beresp.http.Age + "s", 0s);
        set beresp.keep = 10m;
    } else {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
