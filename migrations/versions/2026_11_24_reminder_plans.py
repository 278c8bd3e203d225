"""Reminders."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('reminder_plans',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.Column('lookup', sa.LargeBinary(), nullable=True),
    sa.Column('feed_box', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminder_plans_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_reminder_plans')),
    sa.UniqueConstraint('lookup', name=op.f('uq_reminder_plans_lookup'))
    )


def downgrade() -> None:
    op.drop_table('reminder_plans')
