package Koha::Plugin::Org::CidElements::Desk;

# SPDX-License-Identifier: GPL-3.0-or-later (see LICENSE; the elements themselves, below dist/, are under MIT)

use Modern::Perl;
use utf8;

use base qw(Koha::Plugins::Base);

use JSON qw(decode_json encode_json);

our $VERSION = '__VERSION__';

our $metadata = {
    name            => 'Цифровой ID · Digital ID',
    author          => 'cid-elements',
    description     => 'Проверка льготы по Цифровому ID или бумажному документу на странице выдачи',
    date_authored   => '2026-02-02',
    date_updated    => '__DATE__',
    minimum_version => '22.05.00.000',
    maximum_version => undef,
    version         => $VERSION,
    namespace       => 'cidelements',
};

# URL of the files. The version is part of the path, because Koha answers URLs with a query such as ?v= with
# 400.
our $DIST = "/api/v1/contrib/cidelements/static/dist/$VERSION/";

# Attributes of <cid-check> that can be set by branch. `way` sets `verifier` or disables the branch.
our @ATTRIBUTES = qw(benefits gateway config attorney-until scanner-prefix);
our @WAYS       = qw(goskan gateway training off);

# Maps the signs and the host of a code from the Russian layout to Latin, as asLatin() of submit-guard.ts
# does.
sub _as_latin {
    my ($text) = @_;
    utf8::decode($text) unless utf8::is_utf8($text);
    $text = lc $text;
    $text =~ tr{ь.,зпщыгдш}{m/?pgosuli};
    return $text;
}

sub new {
    my ( $class, $args ) = @_;
    $args->{metadata} = { %{$metadata}, class => $class };
    return $class->SUPER::new($args);
}

sub install   { return 1 }
sub upgrade   { return 1 }

# Koha removes the files. This also deletes the settings from the database.
sub uninstall {
    my ($self) = @_;
    C4::Context->dbh->do( 'DELETE FROM plugin_data WHERE plugin_class = ?', undef, ref $self );
    return 1;
}

# Settings by branch code. '' has the defaults.
sub settings {
    my ($self) = @_;
    my $stored = $self->retrieve_data('settings') or return {};
    my $settings = eval { decode_json($stored) };
    return ref $settings eq 'HASH' ? $settings : {};
}

# Settings of the clerk's branch, or undef if it is disabled.
sub at_branch {
    my ($self) = @_;
    my $userenv  = C4::Context->userenv || {};
    my $branch   = $userenv->{branch} // '';
    my $settings = $self->settings;
    my %merged   = ( way => 'goskan' );
    for my $part ( $settings->{''}, $settings->{$branch} ) {
        next unless ref $part eq 'HASH';
        $merged{$_} = $part->{$_} for grep { length( $part->{$_} // '' ) } keys %{$part};
    }
    return $merged{way} eq 'off' ? undef : \%merged;
}

# Empty if this Koha has no Content-Security-Policy. The accessor was renamed, so both names are tried.
sub _nonce {
    my $nonce = eval {
        require Koha::ContentSecurityPolicy;
        my $policy = Koha::ContentSecurityPolicy->new;
        $policy->can('get_nonce') ? $policy->get_nonce : $policy->can('nonce') ? $policy->nonce : undef;
    };
    return defined $nonce && $nonce =~ m{\A[\w+/=-]+\z}a ? qq{ nonce="$nonce"} : '';
}

# In the head, because the guard must be installed before a scan that continues after a page reload.
sub intranet_head {
    my ($self) = @_;
    return '' unless $self->at_branch;
    return '<script' . _nonce() . '>' . $self->mbf_read('submit-guard.js') . '</script>';
}

sub intranet_js {
    my ( $self, $args ) = @_;
    # Older versions do not pass the name of the page.
    my $page = ( ref $args eq 'HASH' && $args->{page} ) || $ENV{SCRIPT_NAME} || $ENV{REQUEST_URI} || '';
    return '' unless $page =~ m{\bcirculation\.pl\b};
    my $here = $self->at_branch or return '';
    my %check = ( verifier => $here->{way} );
    for my $name (@ATTRIBUTES) { $check{$name} = $here->{$name} if length( $here->{$name} // '' ) }
    my $json = JSON->new->canonical->ascii->encode(
        { dist => $DIST, branches => [], check => \%check, atBranch => {} } );
    # Escape characters that could end the script element or begin another element.
    $json =~ s{([<>&])}{sprintf '\\u%04x', ord $1}ge;
    my $nonce = _nonce();
    return qq{<script type="application/json" id="cid-koha"$nonce>$json</script>}
        . qq{<script src="${DIST}koha-desk.js"$nonce></script>};
}

sub opac_js {
    my $nonce = _nonce();
    return qq{<script src="${DIST}koha-opac.js"$nonce></script>};
}

sub api_namespace { return 'cidelements' }

sub static_routes {
    my ($self) = @_;
    return decode_json( $self->mbf_read('staticapi.json') );
}

# Server-side check: drops remains of a code from item and patron numbers. Koha passes a reference.
sub item_barcode_transform   { return _without_code( $_[1] ) }
sub patron_barcode_transform { return _without_code( $_[1] ) }

sub _without_code {
    my ($given) = @_;
    my $value = ref $given ? ${$given} : $given;
    return $value unless defined $value && holds_code_remains($value);
    ${$given} = '' if ref $given;
    return '';
}

sub holds_code_remains {
    my $text = _as_latin( $_[0] );
    return $text =~ m{/m[0-9]+/} || index( $text, '=' ) >= 0 || index( $text, 'gosuslugi' ) >= 0;
}

sub configure {
    my ($self) = @_;
    my $cgi = $self->{cgi};
    my @branches = map { { code => $_->branchcode, name => $_->branchname } } $self->libraries;
    if ( ( $cgi->param('op') // '' ) eq 'cud-save' ) {
        my %settings;
        for my $code ( '', map { $_->{code} } @branches ) {
            my $way = $cgi->param("way:$code") // '';
            $settings{$code}{way} = $way if grep { $_ eq $way } @WAYS;
            for my $name (@ATTRIBUTES) {
                my $value = $cgi->param("$name:$code") // '';
                utf8::decode($value) unless utf8::is_utf8($value);
                $value =~ s{\A\s+|\s+\z}{}g;
                $settings{$code}{$name} = substr $value, 0, 500 if length $value;
            }
        }
        $self->store_data( { settings => encode_json( \%settings ) } );
        return $self->go_home;
    }
    my $template = $self->get_template( { file => 'configure.tt' } );
    $template->param(
        rows       => [ { code => '', name => '' }, @branches ],
        settings   => $self->settings,
        attributes => \@ATTRIBUTES,
        ways       => \@WAYS,
        dist       => $DIST,
    );
    return $self->output_html( $template->output );
}

sub libraries {
    require Koha::Libraries;
    return Koha::Libraries->search( {}, { order_by => ['branchname'] } )->as_list;
}

1;
