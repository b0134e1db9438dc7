#!/usr/bin/env perl
# A staff client whose checkout page has the plugin's hooks. Static files are served by Mojolicious with one
# route per file, as Koha::REST::Plugin::PluginRoutes does: perl server.pl <unpacked .kpz> <circulation page>
# <lib folder>

use Modern::Perl;
use FindBin qw($Bin);
use Mojolicious::Lite -signatures;
use Mojo::File qw(path);
use Mojo::Asset::File;

my ( $plugin_dir, $page, $lib );
BEGIN { ( $plugin_dir, $page, $lib ) = splice @ARGV, 0, 3 }
use lib $plugin_dir, "$Bin/lib", "$Bin/csp";
use C4::Context;
require Koha::Plugin::Org::CidElements::Desk;

my $plugin = Koha::Plugin::Org::CidElements::Desk->new( {} );
my $nonce  = 'c3R1Yi1ub25jZQ==';
my $routes = $plugin->static_routes;

for my $route ( keys %{$routes} ) {
    get "/api/v1/contrib/cidelements/static$route" => sub ($c) {
        return $c->render( status => 400, json => { error => 'unexpected parameter' } )
            if @{ $c->req->query_params->names };
        my ($extension) = $route =~ m{\.(\w+)\z};
        # File types unknown to Koha's Mojolicious, such as wasm, are sent as application/octet-stream.
        $c->res->headers->content_type( app->types->type($extension) // 'application/octet-stream' );
        $c->reply->asset( Mojo::Asset::File->new( path => $plugin->bundle_path . $route ) );
    };
}

get '/cgi-bin/koha/circ/circulation.pl' => sub ($c) {
    my $html = path($page)->slurp;
    my ( $head, $js ) = ( $plugin->intranet_head, $plugin->intranet_js( { page => 'circulation.pl' } ) );
    utf8::encode($_) for grep { utf8::is_utf8($_) } $head, $js;
    $html =~ s{\{\{nonce\}\}}{$nonce}g;
    $html =~ s{(<head>)}{$1$head};
    $html =~ s{(</body>)}{$js$1};
    $c->res->headers->content_security_policy(
        "default-src 'self'; script-src 'self' 'nonce-$nonce'; style-src 'self' 'nonce-$nonce'; img-src 'self' data:; font-src 'self'; object-src 'none'"
    );
    $c->res->headers->content_type('text/html; charset=utf-8');
    $c->render( data => $html );
};

get '/lib/*name' => sub ($c) {
    my $file = path( $lib, $c->param('name') );
    return $c->reply->not_found unless -f $file;
    $c->reply->asset( Mojo::Asset::File->new( path => "$file" ) );
};
get '/*name' => sub ($c) {
    my $file = path($page)->sibling( $c->param('name') );
    return $c->reply->not_found unless -f $file;
    $c->reply->asset( Mojo::Asset::File->new( path => "$file" ) );
};

$| = 1;
app->log->level('fatal');
app->start( 'daemon', '-l', 'http://127.0.0.1:0' );
