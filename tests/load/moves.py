"""What one move of a slider costs a server."""

import asyncio

from tests.load.servers import Server
from tests.load.student import Student

MOVES = 50


def processor_seconds_of_a_move(server: Server, page: str, slider: str) -> float:
    """The mean over a lone student's moves; what is computed once is computed before."""

    async def moved() -> float:
        async with Student(server.address) as student:
            await student.open(page)
            places = [student.sliders[slider].at(number / MOVES) for number in range(MOVES)]
            for _ in ("before", "measured"):
                begin = server.processor_seconds
                for place in places:
                    await student.move(slider, place)
            return (server.processor_seconds - begin) / MOVES

    return asyncio.run(moved())
