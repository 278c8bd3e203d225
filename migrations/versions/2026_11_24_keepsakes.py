"""Keepsakes."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    op.create_table('keepsakes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_keepsakes_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_keepsakes'))
    )
    op.create_index(op.f('ix_keepsakes_person_id'), 'keepsakes', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_keepsakes_person_id'), table_name='keepsakes')
    op.drop_table('keepsakes')
