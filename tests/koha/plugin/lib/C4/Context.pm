package C4::Context;

# A stub: logged-in user, branch, and a database that accepts one statement.

use Modern::Perl;

our $BRANCH = 'CENTR';

sub userenv { return { branch => $BRANCH } }
sub dbh     { return bless {}, 'C4::Context::StubDbh' }

package C4::Context::StubDbh;

use Modern::Perl;

sub do {
    my ( $self, $sql, undef, @values ) = @_;
    die "unexpected statement: $sql" unless $sql eq 'DELETE FROM plugin_data WHERE plugin_class = ?';
    %Koha::Plugins::Base::DATA = () if $values[0] eq 'Koha::Plugin::Org::CidElements::Desk';
    return 1;
}

1;
