#!/usr/bin/env perl
# Calls the plugin as Koha does, under Debian's perl. Writes TAP to standard output. Argument: the folder of
# the unpacked .kpz.

use Modern::Perl;
use utf8;
use FindBin qw($Bin);
use Test::More;

my $plugin_dir;
BEGIN { $plugin_dir = shift @ARGV or die 'use: plugin.pl <unpacked .kpz>'; $ENV{STUB_INCLUDES} = "$Bin/includes" }
use lib $plugin_dir, "$Bin/lib";
use C4::Context;
require Koha::Plugin::Org::CidElements::Desk;

binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output todo_output);

{
    package StubCgi;
    sub new { my ( $class, %values ) = @_; return bless {%values}, $class }
    sub param { return $_[0]{ $_[1] } }
    package StubLibrary;
    sub branchcode { return $_[0]{code} }
    sub branchname { return $_[0]{name} }
}

my $class = 'Koha::Plugin::Org::CidElements::Desk';
{
    no warnings 'redefine';
    no strict 'refs';
    *{"${class}::libraries"} =
        sub { return map { bless { code => $_, name => "Отдел $_" }, 'StubLibrary' } qw(CENTR DETSK) };
}
my $plugin = $class->new( { cgi => StubCgi->new } );
my $data = \%Koha::Plugins::Base::DATA;

ok $data->{__INSTALLED__}, 'is installed by being loaded';
is $data->{__INSTALLED_VERSION__}, $plugin->get_metadata->{version}, 'notes its version';

my $head = $plugin->intranet_head;
like $head, qr{\A<script>.*cid-submit-guard.*</script>\z}s, 'the guard is in the head of every staff page';
unlike $head, qr{nonce}, 'without a nonce where Koha has none';
is $plugin->intranet_js( { page => 'returns.pl' } ), '', 'no element on other pages';
my $js = $plugin->intranet_js( { page => 'circulation.pl' } );
like $js, qr{"verifier":"goskan"}, 'Goskan by default';
{
    local $ENV{SCRIPT_NAME} = '/cgi-bin/koha/circ/circulation.pl';
    is $plugin->intranet_js, $js, 'an older Koha that does not name the page';
}

my $routes = $plugin->static_routes;
for my $path ( sort keys %{$routes} ) {
    ok -s $plugin->bundle_path . $path, "the file of the route $path";
    is $routes->{$path}{get}{'x-mojo-to'}, 'Static#get', 'its handler';
}
for my $name (qw(koha-desk.js koha-opac.js cid-elements.classic.js cid-elements.js cid-info.classic.js)) {
    ok $routes->{"/dist/$Koha::Plugin::Org::CidElements::Desk::VERSION/$name"}, "a route for $name";
}
ok scalar( grep {m{\.wasm\z}} keys %{$routes} ), 'a route for the wasm';

my %form = (
    'op'                => 'cud-save',
    'way:'              => 'goskan',
    'benefits:'         => 'student age',
    'way:DETSK'         => 'off',
    'way:CENTR'         => 'gateway',
    'gateway:CENTR'     => ' https://gateway.library.example/</script> ',
    'config:CENTR'      => '/cid/library.json',
    'way:NOWHERE'       => 'gateway',
);
is $class->new( { cgi => StubCgi->new(%form) } )->configure, 'home', 'the form is saved';
my $here = $plugin->intranet_js( { page => 'circulation.pl' } );
like $here, qr{"verifier":"gateway"}, 'the branch has its own way';
like $here, qr{"benefits":"student age"}, 'and what applies everywhere';
unlike $here, qr{example/</script>}, 'a value cannot end the element';
like $here, qr{example/\\u003c/script\\u003e}, 'it is kept as it is';
{
    local $C4::Context::BRANCH = 'DETSK';
    is $plugin->intranet_head . $plugin->intranet_js( { page => 'circulation.pl' } ), '', 'a branch is switched off';
    local $C4::Context::BRANCH = 'OTHER';
    like $plugin->intranet_js( { page => 'circulation.pl' } ), qr{"verifier":"goskan"}, 'a branch that says nothing';
}
my $page = $plugin->configure;
like $page, qr{name="way:DETSK"}, 'the form has a row for each branch';
like $page, qr{<option value="gateway" selected="selected">}, 'and shows what is set';
unlike $page, qr{example/</script>}, 'escaped';
like $page, qr{csrf-token}, 'with the token where Koha has one';
ok !$data->{settings} || $data->{settings} !~ m{NOWHERE}, 'an unknown branch is not kept';
{
    local $data->{settings} = '{ broken';
    like $plugin->intranet_js( { page => 'circulation.pl' } ), qr{"verifier":"goskan"}, 'broken settings are none';
}

my @codes = (
    'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f', '/m5/QWErty?p=f', 'ty0123456789ABCDef?p=f',
    'реезыЖ..цццюпщыгыдгпшюкг.ь5.ЙЦУкен0123,з=а', 'кен0123,з=а', 'HTTPS://WWW.GOSUSLUGI.RU/M5/QWE',
);
for my $code (@codes) {
    my $given = $code;
    is $plugin->item_barcode_transform( \$given ), '', 'a code is not accepted as a barcode';
    is $given, '', 'nor is it left in the reference';
    is $plugin->patron_barcode_transform($code), '', 'nor a patron’s number';
    utf8::encode( my $bytes = $code );
    is $plugin->item_barcode_transform($bytes), '', 'as bytes neither';
}
for my $number ( '30126000123456', 'Б-12/м5.7', 'ABC 123-X', '0' ) {
    my $given = $number;
    is $plugin->item_barcode_transform( \$given ), $number, "a number stays: $number";
    is $given, $number, 'in the reference too';
}
is $plugin->item_barcode_transform(undef), undef, 'no barcode at all';

unshift @INC, "$Bin/csp";
my $nonce = 'nonce="c3R1Yi1ub25jZQ=="';
like $plugin->intranet_head, qr{\A<script \Q$nonce\E>}, 'the nonce of a recent Koha is on the guard';
my @tags = $plugin->intranet_js( { page => 'circulation.pl' } ) =~ m{<script[^>]*>}g;
is scalar( grep {m{\Q$nonce\E}} @tags ), scalar @tags, 'and on every tag';
like $plugin->opac_js, qr{\Q$nonce\E}, 'in the catalogue too';
{
    no warnings 'once';
    local $Koha::ContentSecurityPolicy::NONCE = '"><script>';
    unlike $plugin->intranet_head, qr{nonce}, 'an invalid nonce is not printed';
}

{
    no warnings 'redefine', 'once';
    $data->{__INSTALLED_VERSION__} = '0.0.1';
    $class->new( { cgi => StubCgi->new } );
    is $data->{__INSTALLED_VERSION__}, $plugin->get_metadata->{version}, 'is upgraded';
    like $data->{settings}, qr{gateway}, 'and keeps its settings';
}
ok $plugin->uninstall, 'is uninstalled';
is_deeply [ keys %{$data} ], [], 'and leaves nothing';

done_testing;
