"""Which words lie in which months, sealed, so that a search opens few of them."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'


def upgrade() -> None:
    op.create_table('concordances',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('since', sa.String(length=7), nullable=False),
    sa.Column('until', sa.String(length=7), nullable=False),
    sa.Column('entry_count', sa.Integer(), nullable=False),
    sa.Column('version_sum', sa.BigInteger(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_concordances_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concordances')),
    sa.UniqueConstraint('person_id', 'since', name=op.f('uq_concordances_person_id'))
    )


def downgrade() -> None:
    op.drop_table('concordances')
