"""That somebody looks after the server at the desk, and on which day it signed somebody out everywhere."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    with op.batch_alter_table('people') as batch:
        batch.add_column(sa.Column('signed_out_on', sa.Date(), nullable=True))
        batch.add_column(sa.Column('appointed_on', sa.Date(), nullable=True))
        batch.create_index('ix_people_newest', ['created_on', 'id'])


def downgrade() -> None:
    with op.batch_alter_table('people') as batch:
        batch.drop_index('ix_people_newest')
        batch.drop_column('appointed_on')
        batch.drop_column('signed_out_on')
